"""Which kernel `notebooks/kernel/install` chooses. Needs no network: it is never asked for here."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest
import zipfile

INSTALL = pathlib.Path(__file__).parents[3] / "install"


class Install(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="with a blank ")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.target = self.folder / "jupyter"
        self.users = self.folder / "users"

    def install(self, *arguments, **variables):
        environment = {
            **os.environ,
            "WEBARCH_JUPYTER": str(self.target),
            "JUPYTER_PATH": str(self.users),
            "HOME": str(self.folder),
        }
        environment.pop("IJAVA_ZIP", None)
        environment.pop("JUPYTER_DATA_DIR", None)
        return subprocess.run(
            [str(INSTALL), "--offline", *arguments],
            env={**environment, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )

    def ijava(self, version="1.3.0"):
        """A jar that says it is IJava; it is chosen here, never run."""
        jar = self.folder / f"ijava-{version}.jar"
        with zipfile.ZipFile(jar, "w") as archive:
            archive.writestr("ijava-kernel-metadata.json", json.dumps({"version": version}))
        return jar

    def release(self):
        path = self.folder / "release.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(self.ijava(), "java/ijava-1.3.0.jar")
        return path

    def record(self):
        lines = (self.target / "kernel.txt").read_text(encoding="utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)

    def argv(self):
        spec = self.target / "kernels" / "java" / "kernel.json"
        return json.loads(spec.read_text(encoding="utf-8"))["argv"]

    def assert_refused(self, result, word):
        self.assertEqual(result.returncode, 2)
        self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        self.assertIn(word, result.stderr)
        self.assertFalse((self.target / "kernel.txt").exists())

    def test_a_named_release_is_used(self):
        result = self.install(IJAVA_ZIP=str(self.release()))
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(len(result.stdout.splitlines()), 1)
        self.assertEqual(self.record()["version"], "1.3.0")
        self.assertIn(self.record()["sha256"], result.stdout)
        self.assertIn(str(self.target / "ijava" / "ijava-1.3.0.jar"), self.argv())

    def test_a_release_stays_when_it_is_no_longer_named(self):
        self.install(IJAVA_ZIP=self.release().as_uri())
        self.install()
        self.assertEqual(self.record()["kernel"], "ijava")

    def test_an_installed_ijava_is_found_by_its_jar_not_by_its_name(self):
        spec = self.users / "kernels" / "jshell"
        spec.mkdir(parents=True)
        jar = self.ijava("1.3.1")
        (spec / "kernel.json").write_text(json.dumps({"argv": ["java", "-jar", str(jar), "{connection_file}"]}))
        before = sorted(self.users.rglob("*"))
        self.install()
        self.assertEqual(self.record()["version"], "1.3.1")
        self.assertIn(str(jar), self.argv())
        self.assertEqual(sorted(self.users.rglob("*")), before)

    def test_a_kernel_can_be_insisted_on(self):
        self.install(KERNEL="webarch", IJAVA_ZIP=str(self.release()))
        self.assertEqual(self.record()["kernel"], "webarch")
        self.install("--kernel", "ijava", KERNEL="webarch", IJAVA_ZIP=str(self.release()))
        self.assertEqual(self.record()["kernel"], "ijava")

    def test_bad_input_is_one_line_and_status_2(self):
        self.assert_refused(self.install(KERNEL="iJava"), "iJava")
        self.assert_refused(self.install("--colour"), "--colour")
        self.assert_refused(self.install(IJAVA_ZIP="no such.zip"), "no such.zip")
        self.assert_refused(self.install(IJAVA_ZIP=str(self.ijava())), "holds no ijava")
        self.assert_refused(self.install(IJAVA_ZIP=str(INSTALL)), "not a zip")


if __name__ == "__main__":
    unittest.main()
