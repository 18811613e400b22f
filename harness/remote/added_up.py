"""Whether campaigns with load from other hosts are what `try` expects.

sums DIR         the counts of the hosts of each run add up to those of the run, exactly
fault DIR WHAT   and the first run, in which it happened, is invalid for that reason, and the second is not
pairs DIR        servers that took turns were loaded by other hosts, without an error
agree DIR...     the valid runs of all have the same results within 95 % intervals; prints load-hosts.csv
"""

import csv
import math
import pathlib
import random
import statistics
import sys

COUNTS = ("connections", "requests", "replies", "errors", "connects", "sessions", "latencies", "received_bytes")
REASONS = {"agent": "load host 1 is gone", "ssh": "load host 1 is gone", "network": "load host", "operator": None}
RESAMPLES = 10_000
# For a ratio that is known so well that even a thousandth lies outside its interval; as in bench agreement.
NEGLIGIBLE = 0.005
COLUMNS = ("schema_version", "machine", "workload_sha256", "server", "connections", "load_hosts", "quantity", "runs",
           "valid_runs", "value", "low", "high", "ratio", "ratio_low", "ratio_high", "agrees")


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def show(run):
    print(f"{run['run_id']}: valid {run['valid']} {run['invalid_reason']}; {run['load_hosts']} load hosts, "
          f"{run['replies_per_s']} replies/s, {run['cpu_us_per_request']} µs of CPU a request")


def added_up(campaign, run):
    folder = campaign / "runs" / run["run_id"]
    *each, whole = rows(folder / "hosts.csv")
    names = [str(i + 1) for i in range(int(run["load_hosts"]))] + ["all"]
    assert [host["host"] for host in [*each, whole]] == names, "hosts.csv names other hosts"
    for column in COUNTS:
        total = sum(int(host[column]) for host in each)
        assert total == int(whole[column]), f"{column}: {total} and not {whole[column]}"
    for column in ("connections", "requests", "replies", "errors"):
        assert whole[column] == run[column], f"{column}: {whole[column]} and in runs.csv {run[column]}"
    classes = rows(folder / "classes.csv")
    assert sum(int(row["replies"]) for row in classes) == int(run["replies"]), "classes.csv"
    with open(folder / "latency.hgrm", encoding="utf-8") as file:
        counted = next(line for line in file if "Total count" in line).split("=")[-1].strip(" ]\n")
    assert counted == run["replies"], f"latency.hgrm: {counted} values for {run['replies']} replies"
    for host in [*each, whole]:
        assert host["latencies"] == host["replies"], f"host {host['host']}: {host['latencies']} latencies"
        print("  host {host}: {connections} clients, {replies} replies, {replies_per_s}/s, p99 {latency_p99_us} µs, "
              "load {load_utilisation}, started within {start_us} µs".format(**host))


def sums(campaign):
    runs = rows(campaign / "runs.csv")
    for run in runs:
        show(run)
        if run["replies"]:
            added_up(campaign, run)
    return runs


def fault(campaign, what):
    first, second = sums(campaign)
    if REASONS[what]:
        assert first["valid"] == "false" and REASONS[what] in first["invalid_reason"], "the fault has no reason"
        assert "10.77." not in first["invalid_reason"], "an address is recorded"
    else:
        assert first["replies"], "the first run should have gone on"
    assert second["replies"], "the second run should have gone on"


def pairs(campaign):
    for row in rows(campaign / "servers.csv"):
        print("{server} {options}: {cpu_us_per_request} µs of CPU a request, ratio {ratio} ({ratio_low} to {ratio_high}), "
              "{replies_per_s} replies/s, load {load_utilisation}".format(**row))
        assert (row["topology"], row["load_hosts"], row["errors"]) == ("remote", "2", "0"), row


def resampled(values, source):
    return [statistics.fmean(source.choices(values, k=len(values))) for _ in range(RESAMPLES)]


def interval(values):
    ordered = sorted(values)
    return ordered[math.floor(0.025 * len(ordered))], ordered[math.ceil(0.975 * len(ordered)) - 1]


def agree(campaigns):
    source = random.Random(2007)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(COLUMNS)
    runs = [run for campaign in campaigns for run in rows(campaign / "runs.csv")]
    differing = []
    for quantity in ("replies_per_s", "latency_mean_us", "cpu_us_per_request"):
        reference = None
        for number in sorted({run["load_hosts"] for run in runs}):
            own = [run for run in runs if run["load_hosts"] == number]
            valid = [float(run[quantity]) for run in own if run["valid"] == "true"]
            assert len(valid) >= 3, f"{number} hosts: {len(valid)} valid runs"
            mean, means = statistics.fmean(valid), resampled(valid, source)
            reference = reference or (mean, resampled(valid, source))
            ratio = mean / reference[0]
            low, high = interval([a / b for a, b in zip(means, reference[1])])
            same = low <= 1 <= high or abs(ratio - 1) <= NEGLIGIBLE
            if not same:
                differing.append(f"{quantity} with {number} hosts")
            numbers = (mean, *interval(means), ratio, low, high)
            out.writerow((1, *(own[0][name] for name in COLUMNS[1:6]), quantity, len(own), len(valid),
                          *(f"{number:.6g}" for number in numbers), str(same).lower()))
    assert not differing, f"differs: {', '.join(differing)}"


def main(what, *words):
    if what == "sums":
        sums(pathlib.Path(words[0]))
    elif what == "pairs":
        pairs(pathlib.Path(words[0]))
    elif what == "fault":
        fault(pathlib.Path(words[0]), words[1])
    else:
        agree([pathlib.Path(word) for word in words])
        return
    print("try: as it should be")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except AssertionError as wrong:
        sys.exit(f"try: {wrong}")
