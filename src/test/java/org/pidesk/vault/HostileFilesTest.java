package org.pidesk.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files that no paper is: none is taken, each is decided upon soon, and none has much of it unfolded in memory. */
class HostileFilesTest {
    private static final long MEMORY = 128L * 1024 * 1024;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void areRefusedInLittleMemory() throws Exception {
        var wrong = new ArrayList<String>();
        var most = 0L;
        var files = HostileFiles.toBeRefused();
        for (var file : files.entrySet()) {
            var document = file.getValue().make();
            var before = taken();
            try {
                Paper.of(document);
                wrong.add(file.getKey() + " was taken");
            } catch (PaperRefused kept) {
                // as it should be
            } catch (Throwable other) {
                wrong.add(file.getKey() + " ended in " + other);
            }
            var used = taken() - before;
            most = Math.max(most, used);
            if (used > MEMORY) {
                wrong.add(file.getKey() + " took " + used / 1024 / 1024 + " MB");
            }
        }
        System.out.printf(
                "hostile files: %d passed, %d failed; at most %d MB%n",
                files.size() - wrong.size(), wrong.size(), most / 1024 / 1024);

        assertThat(wrong).isEmpty();
        assertThat(files).hasSizeGreaterThanOrEqualTo(130);
    }

    /** The same makings without what is wrong with them. */
    @Test
    void wouldBeTakenIfTheyWereHarmless() {
        assertThatCode(() -> Paper.of(HostileFiles.pdf("", ""))).doesNotThrowAnyException();
        assertThatCode(
                        () -> Paper.of(
                                HostileFiles.pdf(
                                        "/OpenAction << /S /GoTo /D [3 0 R /Fit] >>",
                                        "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.com) >> >>]")))
                .doesNotThrowAnyException();
    }

    /** Whatever was ever asked for, kept or not: it says what a file could have filled. */
    private static long taken() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
