"""Works notebooks in headless Chromium against a running Jupyter Notebook or JupyterLab. Called by `check`, which says where all is."""

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

APPLICATION = os.environ["BROWSER_APPLICATION"]
URL = os.environ["BROWSER_URL"]
TOKEN = os.environ["JUPYTER_TOKEN"]
PATIENCE_S = 180

# What each parameter of a first cell is changed to.
OTHER = {
    "data": '"' + os.environ["BROWSER_OTHER_DATA"] + '"',
    "servers": 'List.of("knot")',
    "variants": 'List.of("knot")',
    "pair": 'List.of("netty", "userver")',
    "threadLibraries": 'List.of("knot-jdk", "knot-nio")',
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
    """A notebook in the browser, whichever application shows it."""

    def __init__(self, driver, name):
        self.driver = driver
        driver.get(f"{URL}/{self.PLACE}/{name}?token={TOKEN}")
        wait(f"{name} has a kernel", self.connected)
        self.parameters = next(i for i, cell in enumerate(self.cells()) if cell["code"])
        self.original = self.cells()[self.parameters]["source"]

    def js(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def figures(self):
        """The pictures that can be seen, as their text."""
        shown = self.js(
            "return [...document.querySelectorAll(arguments[0])].map(s => [s.getBoundingClientRect().width,"
            " s.getBoundingClientRect().height, s.outerHTML])",
            self.PICTURE,
        )
        if any(width < 200 or height < 100 for width, height, _ in shown):
            raise Failure("a figure is too small to be seen")
        return [picture for _, _, picture in shown]

    def problems(self):
        return self.errors() + [text for text in self.texts() if text.lstrip('"').startswith("not shown")]

    def figure_cells(self):
        return sum("Show.figure(" in cell["source"] for cell in self.cells() if cell["code"])

    def completions(self, text):
        """What is offered once a reader has typed this into a cell and pressed Tab; a single name is taken at once."""
        self.edit_new_cell()
        editor = self.driver.switch_to.active_element
        editor.send_keys(text)
        editor.send_keys(Keys.TAB)
        wait(f"completion of {text}", lambda: self.offered() or self.cells()[-1]["source"] != text)
        names = self.offered() or [self.cells()[-1]["source"]]
        self.delete_last_cell()
        return names

    def offered(self):
        found = self.driver.find_elements(By.CSS_SELECTOR, self.OFFER)
        return [each.get_attribute("value") or each.text for each in found]


class NotebookPage(Page):
    """In Jupyter Notebook."""

    PLACE = "notebooks"
    PICTURE = ".output_svg svg"
    OFFER = ".completions option"

    def connected(self):
        return self.js("return !!(window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel"
                       " && Jupyter.notebook._fully_loaded && Jupyter.notebook.kernel.is_connected())")

    def cells(self):
        return self.js("return Jupyter.notebook.get_cells().map(c => ({code: c.cell_type === 'code', source: c.get_text()}))")

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

    def errors(self):
        return [error.text for error in self.driver.find_elements(By.CSS_SELECTOR, ".output_error")]

    def texts(self):
        return [each.text for each in self.driver.find_elements(By.CSS_SELECTOR, ".output_text")]

    def edit_new_cell(self):
        self.js("Jupyter.notebook.insert_cell_at_bottom('code');"
                " Jupyter.notebook.select(Jupyter.notebook.ncells() - 1); Jupyter.notebook.edit_mode();")

    def delete_last_cell(self):
        self.js("Jupyter.notebook.delete_cell(Jupyter.notebook.ncells() - 1)")

    def close(self):
        self.js("Jupyter.notebook.kernel.kill(); window.onbeforeunload = null; Jupyter.notebook.dirty = false")


class LabPage(Page):
    """In JupyterLab, which shows its objects where it is told to, as `check` does."""

    PLACE = "lab/tree"
    PICTURE = ".jp-RenderedSVG img, .jp-RenderedSVG svg"
    OFFER = ".jp-Completer-item .jp-Completer-match"
    PANEL = "const app = window.jupyterapp, panel = app && app.shell.currentWidget, book = panel && panel.content;"

    def connected(self):
        ready = self.js(self.PANEL + "return !!(book && book.widgets && panel.context.isReady && panel.sessionContext.session"
                        " && panel.sessionContext.session.kernel.connectionStatus === 'connected')")
        if ready:
            # Cells out of sight would not be in the page.
            self.js(self.PANEL + "book.notebookConfig = {...book.notebookConfig, windowingMode: 'none'}")
        return ready

    def cells(self):
        return self.js(self.PANEL + "return book.widgets.map(w =>"
                       " ({code: w.model.type === 'code', source: w.model.sharedModel.getSource()}))")

    def write_parameters(self, text):
        self.js(self.PANEL + "book.widgets[arguments[0]].model.sharedModel.setSource(arguments[1])", self.parameters, text)

    def command(self, name):
        self.js("window.jupyterapp.commands.execute(arguments[0])", name)

    def run_all(self):
        """As the menu does it."""
        self.command("notebook:clear-all-cell-outputs")
        wait("no output is left", lambda: not self.outputs())
        self.command("notebook:run-all-cells")
        wait("all cells have run", self.finished)

    def finished(self):
        return self.js(self.PANEL + "return panel.sessionContext.session.kernel.status === 'idle' && book.widgets"
                       ".filter(w => w.model.type === 'code').every(w => w.model.executionCount !== null)")

    def outputs(self):
        return self.js(self.PANEL + "return book.widgets.filter(w => w.model.type === 'code').flatMap(w =>"
                       " [...Array(w.model.outputs.length).keys()].map(i => w.model.outputs.get(i).toJSON()))")

    def errors(self):
        return [each["ename"] + ": " + each["evalue"] for each in self.outputs() if each["output_type"] == "error"]

    def texts(self):
        return [str(each.get("data", {}).get("text/plain", "")) for each in self.outputs()]

    def edit_new_cell(self):
        self.js(self.PANEL + "book.activeCellIndex = book.widgets.length - 1")
        self.command("notebook:insert-cell-below")
        self.js(self.PANEL + "book.mode = 'edit'; book.activate()")

    def delete_last_cell(self):
        self.command("notebook:delete-cell")

    def close(self):
        self.js(self.PANEL + "panel.context.model.dirty = false; panel.sessionContext.shutdown()")


PAGES = {"Jupyter Notebook": NotebookPage, "JupyterLab": LabPage}


def work(driver, name):
    page = PAGES[APPLICATION](driver, name)
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
    print(f"browser: {name}: {len(before)} figures, which follow {', '.join(changed)}; completion works", flush=True)


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
    print(f"browser: {len(names) - failed} of {len(names)} notebooks work in Chromium with {APPLICATION}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
