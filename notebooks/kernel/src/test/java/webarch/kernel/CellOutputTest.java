package webarch.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.spencerpark.jupyter.channels.DefaultReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import io.github.spencerpark.jupyter.messages.ContentType;
import io.github.spencerpark.jupyter.messages.publish.PublishDisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CellOutputTest {
    private final CellOutput output = new CellOutput();
    private final Recorder published = new Recorder();

    @BeforeEach
    void start() {
        output.start();
        output.attach(published);
    }

    @Test
    void whatIsPrintedAndDisplayedArrivesInTheOrderOfItsMaking() {
        output.out().print("one ");
        output.out().println("two");
        output.err().print("three");
        output.display(new DisplayData("four"));
        output.out().print("five");
        output.flush();
        assertEquals(
                List.of("OUT one two\n", "ERR three", "display four", "OUT five"),
                published.merged());
    }

    @Test
    void aCharacterMayBeWrittenByteByByte() {
        for (byte b : "Größe ≤ 10 µs 🚀".getBytes(StandardCharsets.UTF_8)) {
            output.out().write(b);
        }
        output.flush();
        assertEquals(List.of("OUT Größe ≤ 10 µs 🚀"), published.merged());
    }

    @Test
    void tenMegabytesArriveWholeInMessagesOfBoundedSize() {
        String line = "0123456789é".repeat(9) + "\n";
        int lines = 10_000_000 / line.length();
        for (int i = 0; i < lines; i++) {
            output.out().print(line);
        }
        output.flush();
        assertEquals("OUT " + line.repeat(lines), String.join("", published.merged()));
        assertTrue(published.contents.size() < 1000);
        assertTrue(published.longest() < 1 << 17);
    }

    @Test
    void anInterruptedThreadPrintsItsLastWords() {
        Thread.currentThread().interrupt();
        output.out().print("last words");
        output.flush();
        assertTrue(Thread.interrupted());
        assertEquals(List.of("OUT last words"), published.merged());
    }

    @Test
    void whatIsPrintedBeforeTheFirstCellWaitsForIt() {
        CellOutput early = new CellOutput();
        early.start();
        early.out().print("early");
        early.attach(published);
        early.flush();
        assertEquals(List.of("OUT early"), published.merged());
    }

    /** Stands for Jupyter. */
    private static final class Recorder extends DefaultReplyEnvironment {
        private final List<Object> contents = new ArrayList<>();

        Recorder() {
            super(null, null, null);
        }

        @Override
        public <T extends ContentType<T>> void publish(T content) {
            contents.add(content);
        }

        int longest() {
            return contents.stream()
                    .mapToInt(each -> ((PublishStream) each).getText().length())
                    .max()
                    .orElse(0);
        }

        /** One entry for prints to one stream that follow each other, however they were cut. */
        List<String> merged() {
            List<String> merged = new ArrayList<>();
            for (Object content : contents) {
                if (content instanceof PublishStream stream) {
                    String prefix = stream.getStreamType() + " ";
                    if (!merged.isEmpty() && merged.getLast().startsWith(prefix)) {
                        merged.add(merged.removeLast() + stream.getText());
                    } else {
                        merged.add(prefix + stream.getText());
                    }
                } else {
                    merged.add(
                            "display "
                                    + ((PublishDisplayData) content).getData(MIMEType.TEXT_PLAIN));
                }
            }
            return merged;
        }
    }
}
