"""Whether campaigns with load from other hosts are what `try` expects.

sums DIR         the counts of the hosts of each run add up to those of the run, exactly
fault DIR WHAT   and the first run, in which it happened, is invalid for that reason, and the second is not
throughput DIR   and every run was loaded by other hosts, without an error, or says why it was not
pairs DIR        servers that took turns were loaded by other hosts, without an error
enough DIR...    so many blocks are valid that agree can tell; ends with 1 otherwise
agree DIR...     campaigns in blocks of one each per number of hosts have the same results within joint 95 % intervals;
                 prints load-hosts.csv
"""

import csv
import itertools
import math
import pathlib
import re
import statistics
import sys

COUNTS = ("connections", "requests", "replies", "errors", "connects", "sessions", "latencies", "received_bytes")
# Without the network an answer stays away, unless ssh has noticed before.
LOST = "(is gone|has not answered for 5 s)"
REASONS = {"agent": "load host 1 is gone", "ssh": "load host 1 is gone", "host": f"load host 1 {LOST}",
           "network": f"load host [12] {LOST}", "operator": None}
QUANTITIES = ("replies_per_s", "latency_mean_us", "cpu_us_per_request")
ERROR = 0.05
# For a ratio that is known so well that even a thousandth lies outside its interval; as in bench agreement.
NEGLIGIBLE = 0.005
# Blocks in which both runs that are compared are valid.
FEWEST = 5
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
    loading = min(int(run["load_hosts"]), int(run["connections"]))
    names = [str(i + 1) for i in range(loading)] + ["all"]
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
        assert first["valid"] == "false" and re.match(REASONS[what], first["invalid_reason"]), "the fault is not the reason"
        assert "10.77." not in first["invalid_reason"], "an address is recorded"
    else:
        assert first["replies"], "the first run should have gone on"
    assert second["replies"], "the second run should have gone on"


def throughput(campaign):
    for run in sums(campaign):
        assert (run["topology"], run["load_hosts"]) == ("remote", "2"), run
        assert run["errors"] == "0" if run["replies"] else run["invalid_reason"], run


def pairs(campaign):
    for row in rows(campaign / "servers.csv"):
        print("{server} {options}: {cpu_us_per_request} µs of CPU a request, ratio {ratio} ({ratio_low} to {ratio_high}), "
              "{replies_per_s} replies/s, load {load_utilisation}".format(**row))
        assert (row["topology"], row["load_hosts"], row["errors"]) == ("remote", "2", "0"), row


def student(probability, freedom):
    """The quantile of Student's t above the median, by bisection of the integral of its density (Simpson's rule)."""
    scale = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(freedom * math.pi)
    density = lambda t: scale * (1 + t * t / freedom) ** (-(freedom + 1) / 2)
    low, high, steps = 0.0, 1000.0, 4000
    while high - low > 1e-6:
        middle = (low + high) / 2
        inner = sum((4 if i % 2 else 2) * density(middle * i / steps) for i in range(1, steps))
        area = middle / steps / 3 * (density(0) + inner + density(middle))
        low, high = (middle, high) if area < probability - 0.5 else (low, middle)
    return high


def interval(values, error):
    """The mean with its interval by Student's t."""
    half = student(1 - error / 2, len(values) - 1) * statistics.stdev(values) / math.sqrt(len(values))
    centre = statistics.fmean(values)
    return centre, centre - half, centre + half


def ratio(values, others, error):
    """
    The ratio of two quantities that were measured in the same blocks: on logarithms, and over the blocks, because what the
    machine does to a campaign it does to all its runs, and less to those of another campaign the later that comes.
    """
    return tuple(math.exp(end) for end in interval([math.log(a / b) for a, b in zip(values, others)], error))


class Blocks:
    """Campaigns in turns, one for each number of hosts."""

    def __init__(self, campaigns):
        runs = [{int(run["connections"]): run for run in rows(campaign / "runs.csv")} for campaign in campaigns]
        self.numbers = sorted({int(run["load_hosts"]) for campaign in runs for run in campaign.values()})
        self.blocks = [runs[i:i + len(self.numbers)] for i in range(0, len(runs), len(self.numbers))]
        self.levels = sorted(runs[0])

    def runs(self, level, number):
        return [next(c[level] for c in block if int(c[level]["load_hosts"]) == number) for block in self.blocks]

    def valid_pairs(self, level, number):
        """Of a run and the one with fewest hosts in the same block."""
        both = zip(self.runs(level, number), self.runs(level, self.numbers[0]))
        return [pair for pair in both if all(run["valid"] == "true" for run in pair)]


def enough(campaigns):
    blocks = Blocks(campaigns)
    for level, number in itertools.product(blocks.levels, blocks.numbers):
        valid = len(blocks.valid_pairs(level, number))
        assert valid >= FEWEST, f"{level} clients on {number} hosts: {valid} valid blocks, of which {FEWEST} are needed"


def agree(campaigns):
    enough(campaigns)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(COLUMNS)
    blocks = Blocks(campaigns)
    levels, numbers = blocks.levels, blocks.numbers
    # So many comparisons are to hold together (Bonferroni).
    error = ERROR / (len(levels) * len(QUANTITIES) * (len(numbers) - 1))
    differing = []
    for level, quantity, number in itertools.product(levels, QUANTITIES, numbers):
        own = blocks.runs(level, number)
        pairs = [(float(a[quantity]), float(b[quantity])) for a, b in blocks.valid_pairs(level, number)]
        values, others = zip(*pairs)
        centre, low, high = ratio(values, others, error) if number != numbers[0] else (1.0, 1.0, 1.0)
        same = low <= 1 <= high or abs(centre - 1) <= NEGLIGIBLE
        if not same:
            differing.append(f"{quantity} of {level} clients on {number} hosts")
        out.writerow((1, *(own[0][name] for name in COLUMNS[1:6]), quantity, len(own), len(pairs),
                      *(f"{figure:.6g}" for figure in (*interval(values, ERROR), centre, low, high)), str(same).lower()))
    assert not differing, f"differs: {', '.join(differing)}"


def main(what, *words):
    if what == "sums":
        sums(pathlib.Path(words[0]))
    elif what in ("throughput", "pairs"):
        {"throughput": throughput, "pairs": pairs}[what](pathlib.Path(words[0]))
    elif what == "fault":
        fault(pathlib.Path(words[0]), words[1])
    else:
        {"enough": enough, "agree": agree}[what]([pathlib.Path(word) for word in words])
        return
    print("try: as it should be")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except AssertionError as wrong:
        sys.exit(f"try: {wrong}")
