"""Works notebooks in headless Chromium against a running Jupyter Notebook. Called by `check`, which says where all is."""

import os
import pathlib
import re
import sys
import time
import urllib.request

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

URL = os.environ["BROWSER_URL"]
TOKEN = os.environ["JUPYTER_TOKEN"]
PATIENCE_S = 180

# What each parameter of a first cell is changed to.
OTHER = {
    "data": '"' + os.environ["BROWSER_OTHER_DATA"] + '"',
    "servers": 'List.of("knot")',
    "variants": 'List.of("knot")',
    "metric": '"throughput_mbps"',
}
# What is typed, and what a press of Tab has to offer.
COMPLETIONS = {"Figures.thr": "throughput", "Metric.LAT": "LATENCY_TAIL", "results.pl": "plan"}
PARAMETER = re.compile(r"^var (\w+) = (.*);$", re.MULTILINE)


class Failure(Exception):
    """What a reader would not have seen."""


def wait(what, condition):
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > deadline:
            raise Failure(f"not within {PATIENCE_S} s: {what}")
        time.sleep(0.2)


def answers():
    try:
        with urllib.request.urlopen(f"{URL}/api/status?token={TOKEN}", timeout=5) as reply:
            return reply.status == 200
    except OSError:
        return False


def browser():
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,1600"):
        options.add_argument(argument)
    options.binary_location = "/usr/bin/chromium"
    driver = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
    driver.set_script_timeout(PATIENCE_S)
    return driver


class Page:
    """A notebook in the browser."""

    def __init__(self, driver, name):
        self.driver = driver
        driver.get(f"{URL}/notebooks/{name}?token={TOKEN}")
        wait(f"{name} has a kernel", self.connected)
        self.parameters = self.js("return Jupyter.notebook.get_cells().findIndex(c => c.cell_type === 'code')")
        self.original = self.js("return Jupyter.notebook.get_cell(arguments[0]).get_text()", self.parameters)

    def js(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def connected(self):
        return self.js("return !!(window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel"
                       " && Jupyter.notebook._fully_loaded && Jupyter.notebook.kernel.is_connected())")

    def write_parameters(self, text):
        self.js("Jupyter.notebook.get_cell(arguments[0]).set_text(arguments[1])", self.parameters, text)

    def run_all(self):
        """As the menu does it."""
        self.js("Jupyter.notebook.clear_all_output()")
        self.driver.find_element(By.LINK_TEXT, "Cell").click()
        self.driver.find_element(By.ID, "run_all_cells").click()
        wait("all cells have run", self.finished)

    def finished(self):
        return self.js("return Jupyter.notebook.get_cells().filter(c => c.cell_type === 'code')"
                       ".every(c => typeof c.input_prompt_number === 'number')")

    def problems(self):
        errors = self.driver.find_elements(By.CSS_SELECTOR, ".output_error")
        return [error.text for error in errors] + [
            text for text in self.texts() if text.startswith("not shown")
        ]

    def texts(self):
        return [each.text for each in self.driver.find_elements(By.CSS_SELECTOR, ".output_text")]

    def figures(self):
        """The pictures that can be seen, as their text."""
        shown = self.js(
            "return [...document.querySelectorAll('.output_svg svg')].map(s => [s.getBoundingClientRect().width,"
            " s.getBoundingClientRect().height, s.outerHTML])"
        )
        if any(width < 200 or height < 100 for width, height, _ in shown):
            raise Failure("a figure is too small to be seen")
        return [picture for _, _, picture in shown]

    def figure_cells(self):
        return sum("Show.figure(" in cell for cell in self.js(
            "return Jupyter.notebook.get_cells().filter(c => c.cell_type === 'code').map(c => c.get_text())"))

    def completions(self, text):
        """What the list offers once a reader has typed this into a cell and pressed Tab, and taken the list's first."""
        self.js("Jupyter.notebook.insert_cell_at_bottom('code');"
                " Jupyter.notebook.select(Jupyter.notebook.ncells() - 1); Jupyter.notebook.edit_mode();")
        editor = self.driver.switch_to.active_element
        editor.send_keys(text)
        editor.send_keys(Keys.TAB)
        offered = ".completions option"
        wait(f"completion of {text}", lambda: self.driver.find_elements(By.CSS_SELECTOR, offered)
             or self.last_text() != text)
        names = [each.get_attribute("value") or each.text
                 for each in self.driver.find_elements(By.CSS_SELECTOR, offered)] or [self.last_text()]
        self.js("Jupyter.notebook.delete_cell(Jupyter.notebook.ncells() - 1)")
        return names

    def last_text(self):
        return self.js("return Jupyter.notebook.get_cell(-1).get_text()")

    def close(self):
        self.js("Jupyter.notebook.kernel.kill(); window.onbeforeunload = null; Jupyter.notebook.dirty = false")


def work(driver, name):
    page = Page(driver, name)
    page.run_all()
    if page.problems():
        raise Failure(f"{name}: {page.problems()[0]}")
    for typed, expected in COMPLETIONS.items():
        offered = page.completions(typed)
        if not any(expected in each for each in offered):
            raise Failure(f"{name}: '{typed}' is completed to {offered}, not to {expected}")
    before = page.figures()
    if len(before) != page.figure_cells():
        raise Failure(f"{name}: {page.figure_cells()} cells show a figure, {len(before)} are to be seen")
    changed = []
    for parameter, value in PARAMETER.findall(page.original):
        if parameter not in OTHER:
            if parameter != "results":
                raise Failure(f"{name}: nothing is known to change the parameter {parameter} to")
            continue
        page.write_parameters(page.original.replace(f"var {parameter} = {value};", f"var {parameter} = {OTHER[parameter]};"))
        page.run_all()
        if page.problems():
            raise Failure(f"{name}: with another {parameter}: {page.problems()[0]}")
        if page.figures() == before:
            raise Failure(f"{name}: no figure follows the parameter {parameter}")
        changed.append(parameter)
    page.close()
    print(f"browser: {name}: {len(before)} figures, which follow {', '.join(changed)}", flush=True)


def main():
    folder = pathlib.Path(__file__).parent.parent
    names = [f"{name.removesuffix('.ipynb')}.ipynb" for name in sys.argv[1:]] or sorted(
        path.name for path in folder.glob("*.ipynb"))
    wait("Jupyter answers", answers)
    driver = browser()
    failed = 0
    try:
        for name in names:
            try:
                work(driver, name)
            except Failure as failure:
                failed += 1
                print(f"browser: {failure}", file=sys.stderr, flush=True)
    finally:
        driver.quit()
    print(f"browser: {len(names) - failed} of {len(names)} notebooks work in Chromium"
          " with Jupyter Notebook; JupyterLab is not in Debian and UNTESTED")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
