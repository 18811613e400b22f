"""Makes an executed notebook depend on nothing but its source and its data. Called by `execute`.

Usage: tidy.py NOTEBOOK KERNEL-RECORD
"""

import re
import sys

import nbformat

# What Java's Object.toString says of an object: a number that is another one each time.
IDENTITY = re.compile(r"^([\w.$\[;]+)@[0-9a-f]+\b")


def tidy(notebook, kernel):
    notebook.metadata["webarch"] = kernel
    notebook.metadata.get("language_info", {}).pop("version", None)
    for number, cell in enumerate(notebook.cells, start=1):
        if notebook.nbformat_minor >= 5 and not cell.get("id"):
            cell["id"] = f"cell-{number}"
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = [lasting(output) for output in joined(cell.outputs)]


def joined(outputs):
    """Text printed to one stream in one go may arrive in any number of parts."""
    result = []
    for output in outputs:
        last = result[-1] if result else None
        if last and output.output_type == "stream" and last.get("name") == output.name:
            last.text += output.text
        else:
            result.append(output)
    return result


def lasting(output):
    """Without identities; a text that is nothing else beside a picture goes."""
    data = output.get("data", {})
    text = data.get("text/plain", "")
    if IDENTITY.match(text):
        if len(data) > 1:
            del data["text/plain"]
        else:
            data["text/plain"] = IDENTITY.sub(r"\1", text)
    return output


def main():
    path, record = sys.argv[1:]
    with open(record, encoding="utf-8") as lines:
        facts = dict(line.rstrip("\n").split("=", 1) for line in lines)
    notebook = nbformat.read(path, as_version=4)
    tidy(notebook, {"kernel": facts["kernel"], "version": facts["version"]})
    nbformat.write(notebook, path)


if __name__ == "__main__":
    main()
