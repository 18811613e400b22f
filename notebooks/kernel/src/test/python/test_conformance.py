"""Jupyter's conformance tests (package python3-jupyter-kernel-test)."""

import unittest

from session import KERNEL

try:
    from jupyter_kernel_test import KernelTests
except ImportError:
    KernelTests = None

IJAVA = KERNEL == "ijava"


@unittest.skipIf(KernelTests is None, "python3-jupyter-kernel-test is not installed")
class Conformance(KernelTests or unittest.TestCase):
    kernel_name = "java"
    language_name = "Java"
    file_extension = ".jshell"
    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("oh no");'
    code_generate_error = "Object nothing = null;\nnothing.hashCode();"
    code_inspect_sample = "" if IJAVA else "Math.max("
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"stringed " + 3', "result": "stringed 3"},
        {
            "code": "new java.awt.image.BufferedImage(1, 1, java.awt.image.BufferedImage.TYPE_INT_RGB)",
            "mime": "image/png",
        },
    ]
    code_display_data = [
        {"code": 'display("<b>bold</b>", "text/html");', "mime": "text/html"},
        {"code": 'display("<svg></svg>", "image/svg+xml");', "mime": "image/svg+xml"},
    ]
    completion_samples = [
        {"text": "System.out.printl", "matches": ["println("]},
        {"text": "java.util.Collections.emptyL", "matches": ["emptyList()", "emptyListIterator()"]},
    ]
    complete_code_samples = ["1", 'System.out.println("a");', "void f(int i) {\n}"]
    incomplete_code_samples = ["void f(int i) {", "for (int i = 0; i < 3; i++) {\n", "/* a comment"]
    invalid_code_samples = [] if IJAVA else ["int a = 1 }"]

    @unittest.skipIf(IJAVA, "IJava 1.3.0 describes itself without a status")
    def test_kernel_info(self):
        super().test_kernel_info()


# Only the subclass is a test.
del KernelTests
