"""Whether a campaign with load from other hosts is what `try` expects: sums exact, faults with their reason."""

import argparse
import csv
import pathlib
import sys


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check(run, folder, number):
    hosts = rows(folder / "hosts.csv")
    *each, whole = hosts
    assert [host["host"] for host in hosts] == [str(i + 1) for i in range(number)] + ["all"], hosts
    for column in ("connections", "requests", "replies", "errors", "connects", "sessions", "latencies", "received_bytes"):
        total = sum(int(host[column]) for host in each)
        assert total == int(whole[column]), f"{column}: {total} and not {whole[column]}"
    for column in ("connections", "requests", "replies", "errors"):
        assert whole[column] == run[column], f"{column}: {whole[column]} and in runs.csv {run[column]}"
    classes = rows(folder / "classes.csv")
    assert sum(int(row["replies"]) for row in classes) == int(run["replies"]), "classes.csv"
    with open(folder / "latency.hgrm", encoding="utf-8") as file:
        counted = next(line for line in file if "Total count" in line).split("=")[-1].strip(" ]\n")
    assert counted == run["replies"], f"latency.hgrm: {counted} values for {run['replies']} replies"
    for host in hosts:
        assert host["latencies"] == host["replies"], f"host {host['host']}: {host['latencies']} latencies"
    for host in hosts:
        print("  host {host}: {connections} clients, {replies} replies, {replies_per_s}/s, p99 {latency_p99_us} µs, "
              "load {load_utilisation}, started within {start_us} µs".format(**host))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("campaign", type=pathlib.Path)
    parser.add_argument("--hosts", type=int)
    parser.add_argument("--fault")
    options = parser.parse_args()
    runs = rows(options.campaign / "runs.csv")
    for run in runs:
        print(f"{run['run_id']}: valid {run['valid']} {run['invalid_reason']} "
              f"topology {run['topology']}, {run['load_hosts']} load hosts, {run['replies_per_s']} replies/s, "
              f"{run['cpu_us_per_request']} µs of CPU a request")
        if run["replies"]:
            check(run, options.campaign / "runs" / run["run_id"], options.hosts)
    if options.fault != "none":
        assert runs[0]["valid"] == "false" and "load host" in runs[0]["invalid_reason"], "the fault has no reason"
        assert len(runs) == 2 and runs[1]["replies"], "the run after it should have gone on"
    print("try: as it should be")


if __name__ == "__main__":
    try:
        main()
    except AssertionError as wrong:
        sys.exit(f"try: {wrong}")
