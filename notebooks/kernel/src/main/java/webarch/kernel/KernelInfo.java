package webarch.kernel;

import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.messages.Header;
import io.github.spencerpark.jupyter.messages.reply.KernelInfoReply;
import java.util.List;

/** The kernel's self-description, with the status field that the base library leaves out. */
final class KernelInfo extends KernelInfoReply {
    private final String status = "ok";

    KernelInfo(LanguageInfo language, String banner) {
        super(Header.PROTOCOL_VERISON, JavaKernel.NAME, version(), language, banner, List.of());
    }

    String status() {
        return status;
    }

    private static String version() {
        String version = KernelInfo.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
