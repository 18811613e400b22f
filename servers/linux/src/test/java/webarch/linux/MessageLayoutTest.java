package webarch.linux;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The constants against the C types of the platform on which this runs. */
class MessageLayoutTest {
    private static final Map<String, MemoryLayout> C = Linker.nativeLinker().canonicalLayouts();
    private static final MemoryLayout GAP = MemoryLayout.paddingLayout(4);

    private static MemoryLayout member(String type, String name) {
        return C.get(type).withName(name);
    }

    @Test
    void aMessageHeaderIsAsInC() {
        StructLayout msghdr =
                MemoryLayout.structLayout(
                        member("void*", "msg_name"),
                        member("int", "msg_namelen"),
                        GAP,
                        member("void*", "msg_iov"),
                        member("size_t", "msg_iovlen"),
                        member("void*", "msg_control"),
                        member("size_t", "msg_controllen"),
                        member("int", "msg_flags"),
                        GAP);
        assertEquals(MessageLayout.MSGHDR_SIZE, msghdr.byteSize());
        assertEquals(MessageLayout.MSG_IOV, offset(msghdr, "msg_iov"));
        assertEquals(MessageLayout.MSG_IOVLEN, offset(msghdr, "msg_iovlen"));
        assertEquals(MessageLayout.MSG_CONTROL, offset(msghdr, "msg_control"));
        assertEquals(MessageLayout.MSG_CONTROLLEN, offset(msghdr, "msg_controllen"));
    }

    @Test
    void aVectorIsAsInC() {
        StructLayout iovec =
                MemoryLayout.structLayout(member("void*", "iov_base"), member("size_t", "iov_len"));
        assertEquals(MessageLayout.IOVEC_SIZE, iovec.byteSize());
        assertEquals(MessageLayout.IOV_BASE, offset(iovec, "iov_base"));
        assertEquals(MessageLayout.IOV_LEN, offset(iovec, "iov_len"));
    }

    @Test
    void aControlMessageWithOneDescriptorIsAsInC() {
        StructLayout cmsghdr =
                MemoryLayout.structLayout(
                        member("size_t", "cmsg_len"),
                        member("int", "cmsg_level"),
                        member("int", "cmsg_type"),
                        member("int", "descriptor"));
        assertEquals(MessageLayout.CMSG_LEN, offset(cmsghdr, "cmsg_len"));
        assertEquals(MessageLayout.CMSG_LEVEL, offset(cmsghdr, "cmsg_level"));
        assertEquals(MessageLayout.CMSG_TYPE, offset(cmsghdr, "cmsg_type"));
        assertEquals(MessageLayout.CMSG_DATA, offset(cmsghdr, "descriptor"));
        assertEquals(MessageLayout.ONE_DESCRIPTOR_LEN, cmsghdr.byteSize());
        long aligned = (cmsghdr.byteSize() + 7) / 8 * 8;
        assertEquals(MessageLayout.ONE_DESCRIPTOR_SPACE, aligned);
    }

    /** What the layout rests on, and what holds on x86-64 and AArch64 (LP64, little-endian). */
    @Test
    void longsAndPointersHaveEightBytesAndIntsFour() {
        assertEquals(ValueLayout.ADDRESS.byteSize(), C.get("long").byteSize());
        assertEquals(8, C.get("size_t").byteSize());
        assertEquals(4, C.get("int").byteSize());
        assertEquals(ByteOrder.LITTLE_ENDIAN, ByteOrder.nativeOrder());
    }

    private static long offset(StructLayout layout, String member) {
        return layout.byteOffset(groupElement(member));
    }
}
