"""Writes what the kernels made of the notebooks as a table in Markdown. Called by `compare`.

Usage: compare.py SCRATCH NOTEBOOKS WHAT JDK IJAVA-FROM
"""

import pathlib
import re
import sys

import nbformat

KERNELS = ("webarch", "ijava")
# What each kernel says of itself, which is all that may differ.
OWN = re.compile(r"^kernel .*$", re.MULTILINE)


def outputs(path):
    """What a reader sees, without what the kernel says of itself."""
    shown = []
    for cell in nbformat.read(path, as_version=4).cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            kind = next((k for k in ("image/svg+xml", "text/html", "text/plain") if k in data), "stream")
            shown.append((kind, OWN.sub("", data.get(kind, output.get("text", "")))))
    return shown


def version(scratch, kernel):
    record = scratch / kernel / "kernel.txt"
    if not record.is_file():
        return None
    facts = dict(line.split("=", 1) for line in record.read_text(encoding="utf-8").splitlines())
    return f"{facts['kernel']} {facts['version'].strip()}"


def java(jdk):
    """What the JDK says it is."""
    lines = (pathlib.Path(jdk) / "release").read_text(encoding="utf-8").splitlines()
    facts = dict(line.split("=", 1) for line in lines if "=" in line)
    return " ".join(facts[key].strip('"') for key in ("IMPLEMENTOR", "JAVA_RUNTIME_VERSION") if key in facts)


def verdict(scratch, kernel, name, first):
    path = scratch / f"of-{kernel}" / name
    if not path.is_file():
        return "failed"
    shown = outputs(path)
    kinds = [kind for kind, _ in shown]
    figures, tables = kinds.count("image/svg+xml"), kinds.count("text/html")
    gaps = sum("not shown" in text for kind, text in shown if kind == "text/plain")
    same = "" if first is None else ", same as the first" if shown == first else ", UNLIKE the first"
    return f"{figures} figures, {tables} tables, {gaps} not shown{same}"


def main():
    scratch, folder = map(pathlib.Path, sys.argv[1:3])
    kernels = {kernel: version(scratch, kernel) for kernel in KERNELS}
    if kernels["ijava"] and sys.argv[5]:
        kernels["ijava"] += f", {sys.argv[5]}"
    print("# The notebooks on each kernel\n")
    print(f"Written by `notebooks/kernel/compare`, which executes all of them on {sys.argv[3]}. Compared is all that a reader")
    print("sees, figures byte for byte, but for the line in which a kernel says what it is. A cell that fails fails its notebook.")
    print(f"The JDK is {java(sys.argv[4])}.\n")
    print("| notebook | " + " | ".join(kernels[k] or f"{k}: not run here" for k in KERNELS) + " |")
    print("|---" * (len(KERNELS) + 1) + "|")
    for notebook in sorted(folder.glob("*.ipynb")):
        cells, first = [], None
        for kernel in KERNELS:
            cells.append(verdict(scratch, kernel, notebook.name, first) if kernels[kernel] else "not run")
            path = scratch / f"of-{kernel}" / notebook.name
            if first is None and path.is_file():
                first = outputs(path)
        print(f"| `{notebook.stem}` | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
