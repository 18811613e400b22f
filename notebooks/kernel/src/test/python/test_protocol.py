"""What webarch needs of a kernel, over Jupyter's protocol."""

import os
import subprocess
import sys
import time
import unittest

from session import KERNEL, run, started

PROMPT_S = 2.0

beyond_ijava = unittest.skipIf(KERNEL == "ijava", "not asked of IJava 1.3.0, which cannot")


class Protocol(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.session = started()
        cls.manager, cls.client = cls.session.__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.session.__exit__(None, None, None)

    def run_cell(self, code):
        return run(self.client, code)

    def interrupted(self, code):
        """Interrupts the cell when it says that it runs; how long it then took."""
        asked = []

        def interrupt(message):
            if message["msg_type"] == "stream" and not asked:
                asked.append(time.monotonic())
                self.manager.interrupt_kernel()

        outcome = run(self.client, '{ System.out.println("runs"); ' + code + " }", interrupt)
        self.assertEqual(outcome.status, "error")
        self.assertLess(time.monotonic() - asked[0], PROMPT_S)

    @beyond_ijava
    def test_an_endless_loop_is_interrupted_and_variables_are_kept(self):
        self.run_cell("int kept = 41;")
        self.interrupted("while (true) { }")
        self.assertEqual(self.run_cell("kept + 1").text, "42")

    def test_a_sleep_is_interrupted(self):
        self.interrupted("Thread.sleep(600_000);")
        self.assertEqual(self.run_cell("1 + 1").text, "2")

    @beyond_ijava
    def test_a_cell_that_prints_without_end_is_interrupted(self):
        self.interrupted('while (true) { System.out.println("and so on and on"); }')
        self.assertEqual(self.run_cell("2 + 2").text, "4")

    @beyond_ijava
    def test_interrupts_in_a_row_leave_the_kernel_whole(self):
        for _ in range(10):
            self.interrupted('while (true) { System.out.print("x"); display("y"); }')
        self.assertEqual(self.run_cell("3 + 3").text, "6")

    @beyond_ijava
    def test_ten_megabytes_of_output_arrive_whole(self):
        lines = 125_000
        outcome = self.run_cell(f"""
            for (int i = 0; i < {lines}; i++) {{
                System.out.println("%07d ".formatted(i) + "0123456789é".repeat(6) + "abcd");
            }}""")
        expected = "".join(f"{i:07d} " + "0123456789é" * 6 + "abcd\n" for i in range(lines))
        self.assertGreaterEqual(len(expected.encode()), 10_000_000)
        self.assertTrue(outcome.stream("stdout") == expected, "output lost or out of order")

    @beyond_ijava
    def test_one_string_of_ten_megabytes_arrives_whole(self):
        outcome = self.run_cell('System.out.print("é".repeat(5_000_000));')
        self.assertTrue(outcome.stream("stdout") == "é" * 5_000_000)

    @beyond_ijava
    def test_streams_and_displays_keep_their_order(self):
        outcome = self.run_cell("""
            System.out.print("1"); System.err.print("2"); display("3"); System.out.print("4");
            5""")
        seen = [
            content.get("text") or content["data"]["text/plain"]
            for kind, content in outcome.messages
            if kind in ("stream", "display_data", "execute_result")
        ]
        self.assertEqual(seen, ["1", "2", "3", "4", "5"])

    def test_text_beyond_ascii_both_ways(self):
        outcome = self.run_cell('String größe = "µ ≤ 🚀"; System.out.println(größe); größe')
        self.assertEqual(outcome.stream("stdout"), "µ ≤ 🚀\n")
        self.assertEqual(outcome.text, "µ ≤ 🚀")

    @beyond_ijava
    def test_the_end_of_the_process_is_refused(self):
        for code in ("System.exit(3);", "Runtime.getRuntime().halt(3);"):
            outcome = self.run_cell(code)
            self.assertEqual(outcome.error["ename"], "ExitRefused")
        self.assertEqual(self.run_cell("4 + 4").text, "8")

    @beyond_ijava
    def test_a_failure_names_its_line(self):
        compilation = self.run_cell('int right = 1;\nint wrong = "text";')
        self.assertIn("line 2: incompatible types", compilation.error["traceback"][0])
        thrown = self.run_cell('int a = 1;\n\nInteger.parseInt("x");')
        self.assertEqual(thrown.error["ename"], "NumberFormatException")
        self.assertIn("line 3", thrown.error["traceback"][0])

    def test_a_failure_is_an_error(self):
        for code in ('int wrong = "text";', 'throw new IllegalStateException("broken");', "int f() {"):
            self.assertEqual(self.run_cell(code).status, "error")

    def test_values_are_shown_as_what_they_are(self):
        image = self.run_cell("new java.awt.image.BufferedImage(1, 1, java.awt.image.BufferedImage.TYPE_INT_RGB)")
        self.assertIn("image/png", image.data())
        for method, mime in (("putSVG", "image/svg+xml"), ("putHTML", "text/html")):
            data = self.run_cell(f"""
                var {method} = new io.github.spencerpark.jupyter.kernel.display.DisplayData("text");
                {method}.{method}("<x></x>");
                {method}""").data()
            self.assertEqual(data, {"text/plain": "text", mime: "<x></x>"})

    @beyond_ijava
    def test_documentation_names_the_signature(self):
        message = self.client.inspect("Math.max", 6)
        reply = self.client.get_shell_msg(timeout=30)
        while reply["parent_header"]["msg_id"] != message:
            reply = self.client.get_shell_msg(timeout=30)
        self.assertIn("int Math.max(int a, int b)", reply["content"]["data"]["text/plain"])


class Life(unittest.TestCase):
    def test_a_shutdown_is_prompt_and_leaves_no_process(self):
        with started() as (manager, client):
            run(client, "1 + 1")
            process = manager.provisioner.process
            begin = time.monotonic()
            manager.shutdown_kernel()
            self.assertLess(time.monotonic() - begin, 4)
            self.assertEqual(process.poll(), 0)

    @beyond_ijava
    def test_a_message_that_cannot_be_read_changes_nothing(self):
        with started() as (_, client):
            client.shell_channel.socket.send_multipart([b"<IDS|MSG>", b"forged", b"{}", b"{}", b"{}", b"{}"])
            self.assertEqual(run(client, "1 + 1").text, "2")

    @beyond_ijava
    def test_the_kernel_ends_with_the_process_that_started_it(self):
        script = (
            "import os, session, signal\n"
            "with session.started() as (manager, client):\n"
            "    print(manager.provisioner.process.pid, flush=True)\n"
            "    os.kill(os.getpid(), signal.SIGKILL)\n"
        )
        folder = os.path.dirname(os.path.abspath(__file__))
        with subprocess.Popen([sys.executable, "-c", script], cwd=folder, stdout=subprocess.PIPE) as starter:
            pid = int(starter.stdout.readline())
        deadline = time.monotonic() + 20
        while os.path.exists(f"/proc/{pid}") and time.monotonic() < deadline:
            time.sleep(0.1)
        self.assertFalse(os.path.exists(f"/proc/{pid}"))

    def test_every_start_succeeds_while_the_cpus_are_busy(self):
        starts = int(os.environ.get("KERNEL_STARTS", "5"))
        busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2)]
        slowest = 0.0
        try:
            for number in range(starts):
                with self.subTest(start=number), started() as (_, client):
                    begin = time.monotonic()
                    self.assertEqual(run(client, "6 * 7").text, "42")
                    slowest = max(slowest, time.monotonic() - begin)
        finally:
            for process in busy:
                process.kill()
                process.wait()
        print(f"\n{KERNEL}: {starts} starts under two busy CPUs; slowest first cell {slowest:.1f} s")


if __name__ == "__main__":
    unittest.main()
