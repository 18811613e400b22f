"""Notebooks from the command line, executed by `notebooks/execute` on the kernel under test."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import nbformat
from nbformat import v4

from session import KERNEL

EXECUTE = pathlib.Path(__file__).parents[4] / "execute"


class Execution(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="with a blank ")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.out = self.folder / "out"

    def notebook(self, *sources, name="a notebook.ipynb"):
        cells = [v4.new_code_cell(source, id=f"cell-{i}") for i, source in enumerate(sources)]
        path = self.folder / name
        nbformat.write(v4.new_notebook(cells=cells), path)
        return path

    def execute(self, *arguments, **variables):
        return subprocess.run(
            [str(EXECUTE), *map(str, arguments)],
            env={**os.environ, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    def assert_fails(self, message, *sources):
        result = self.execute(self.notebook(*sources), "--out", self.out)
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn(message, result.stderr)
        self.assertEqual(list(self.out.iterdir()), [])

    def test_the_same_data_gives_the_same_bytes(self):
        path = self.notebook(
            'System.out.print("µ of "); System.out.println(System.getenv("WEBARCH_DATA"));',
            'for (int i = 0; i < 2000; i++) System.out.println("line " + i);',
            "new java.awt.image.BufferedImage(2, 2, java.awt.image.BufferedImage.TYPE_INT_RGB)",
            "new Object() { }",
        )
        executed = []
        for locale in ("C", "tr_TR.UTF-8"):
            result = self.execute(path, "--out", self.out, "--data", self.folder, LC_ALL=locale)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertEqual(result.stderr, "")
            executed.append((self.out / path.name).read_bytes())
        self.assertEqual(*executed)
        notebook = json.loads(executed[0])
        self.assertEqual(notebook["metadata"]["webarch"]["kernel"], KERNEL)
        self.assertTrue(notebook["metadata"]["webarch"]["version"])
        first, second, image, _ = (cell["outputs"] for cell in notebook["cells"])
        self.assertEqual("".join(first[0]["text"]), f"µ of {self.folder}\n")
        self.assertEqual([len(output["text"]) for output in second], [2000])
        self.assertEqual(list(image[0]["data"]), ["image/png"])

    def test_a_cell_that_throws_fails_the_notebook(self):
        self.assert_fails("no data", "int fine = 1;", 'throw new IllegalStateException("no data");')

    def test_a_cell_that_does_not_compile_fails_the_notebook(self):
        self.assert_fails('int wrong = "text";', 'int wrong = "text";')

    def test_a_cell_that_ends_the_process_fails_the_notebook(self):
        self.assert_fails("exit" if KERNEL == "webarch" else "Kernel died", "System.exit(0);")

    def test_a_library_that_ends_the_process_fails_the_notebook(self):
        self.assert_fails("Kernel died", 'System.class.getMethod("exit", int.class).invoke(null, 0);')

    def test_a_failure_leaves_the_earlier_result_and_the_other_notebooks(self):
        good, bad = self.notebook("1", name="good.ipynb"), self.notebook("int f() {", name="bad.ipynb")
        self.out.mkdir()
        (self.out / bad.name).write_text("earlier")
        self.assertEqual(self.execute(bad, good, "--out", self.out).returncode, 1)
        self.assertEqual((self.out / bad.name).read_text(), "earlier")
        self.assertEqual({path.name for path in self.out.iterdir()}, {"good.ipynb", "bad.ipynb"})

    def test_a_users_own_kernel_and_configuration_do_not_matter(self):
        home = self.folder / "home"
        spec = home / ".local" / "share" / "jupyter" / "kernels" / "java"
        spec.mkdir(parents=True)
        (spec / "kernel.json").write_text('{"argv": ["false"], "display_name": "Java", "language": "java"}')
        configuration = home / ".jupyter"
        configuration.mkdir()
        (configuration / "jupyter_nbconvert_config.py").write_text("raise SystemExit(9)")
        result = self.execute(self.notebook("1"), "--out", self.out, HOME=str(home))
        self.assertEqual(result.returncode, 0, result.stderr)

    def test_bad_input_is_one_line_and_status_2(self):
        path = self.notebook("1")
        for arguments, word in (
            ([], "no notebook"),
            ([path], "--out"),
            ([path, "--out"], "--out"),
            ([path, "--out", self.out, "--data", "no such folder"], "no such folder"),
            (["no such.ipynb", "--out", self.out], "no such.ipynb"),
            ([path, "--colour", "--out", self.out], "--colour"),
            ([path, "--out", self.out, "--cell-timeout", "soon"], "soon"),
        ):
            with self.subTest(arguments=arguments):
                result = self.execute(*arguments)
                self.assertEqual(result.returncode, 2)
                self.assertEqual(len(result.stderr.splitlines()), 1)
                self.assertIn(word, result.stderr)
                self.assertFalse(self.out.exists())


if __name__ == "__main__":
    unittest.main()
