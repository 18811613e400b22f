"""A conversation with the kernel under test."""

import contextlib
import os
import time

from jupyter_client.manager import start_new_kernel

KERNEL = os.environ.get("KERNEL_UNDER_TEST", "webarch")
PATIENCE_S = 60


class Outcome:
    """What a cell answered."""

    def __init__(self, reply, messages):
        self.status = reply["content"]["status"]
        self.seconds = 0.0
        self.messages = [(each["msg_type"], each["content"]) for each in messages]

    def stream(self, name):
        return "".join(
            content["text"] for kind, content in self.messages if kind == "stream" and content["name"] == name
        )

    def data(self, kind="execute_result"):
        return next((content["data"] for each, content in self.messages if each == kind), {})

    @property
    def text(self):
        return self.data().get("text/plain")

    @property
    def error(self):
        return next((content for kind, content in self.messages if kind == "error"), None)


@contextlib.contextmanager
def started():
    manager, client = start_new_kernel(kernel_name="java", startup_timeout=PATIENCE_S)
    try:
        yield manager, client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=not manager.is_alive())


def run(client, code, on_message=lambda message: None):
    messages = []

    def heard(message):
        messages.append(message)
        on_message(message)

    begin = time.monotonic()
    reply = client.execute_interactive(
        code, timeout=PATIENCE_S, output_hook=heard, allow_stdin=False, stop_on_error=False
    )
    outcome = Outcome(reply, messages)
    outcome.seconds = time.monotonic() - begin
    return outcome
