package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pidesk.notice.Returned.Sort;

/** Against a corpus of what servers of many makers, programs and people send back. */
class ReturnReaderTest {
    private static final UUID MESSAGE = UUID.fromString("0f3b1c9e-1111-4222-8333-944445555666");

    private final ReturnPaths paths = new ReturnPaths(Samples.SECRETS, Clock.systemUTC(), Samples.MAILBOX);
    private final ReturnReader reader = new ReturnReader(paths);

    static List<Corpus.Sample> corpus() {
        return Corpus.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void seesWhatItIsAndWhichMessageItIsAbout(Corpus.Sample sample) {
        var read = reader.read(Corpus.mail(sample.text(paths.mark(MESSAGE))));

        assertThat(read.sort()).isEqualTo(sample.sort());
        assertThat(read.reason()).isEqualTo(sample.reason());
        if (sample.sort() != Sort.NOT_A_BOUNCE) {
            assertThat(read.message()).contains(MESSAGE);
        }
    }

    /** What is said here for good stops mails for good: it has to be right. */
    @Test
    void writesOffNoAddressThatLives() {
        var mark = paths.mark(MESSAGE);
        var writtenOff = corpus().stream()
                .filter(sample -> reader.read(Corpus.mail(sample.text(mark))).sort() == Sort.HARD)
                .toList();
        var right =
                writtenOff.stream().filter(sample -> sample.sort() == Sort.HARD).count();

        assertThat(corpus()).hasSizeGreaterThan(70);
        assertThat(writtenOff).hasSizeGreaterThan(20);
        assertThat((double) right / writtenOff.size()).isGreaterThanOrEqualTo(0.99);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void believesNothingThatWeDidNotSign(Corpus.Sample sample) {
        var forged = new ReturnPaths(new org.pidesk.kernel.Secrets(new byte[32]), Clock.systemUTC(), Samples.MAILBOX)
                .mark(MESSAGE);

        assertThat(reader.read(Corpus.mail(sample.text(forged))).message()).isEmpty();
        assertThat(reader.read(Corpus.mail(sample.text("thandi=example.com"))).message())
                .isEmpty();
    }

    /** Cut off anywhere, or with a byte too many: it says something, and never breaks. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void breaksOnNothing(Corpus.Sample sample) {
        var text = sample.text(paths.mark(MESSAGE));
        for (int end = 0; end < text.length(); end += 37) {
            var cut = text.substring(0, end);
            var odd = cut + "\u0000\u00ff--=_b1\r\nContent-Transfer-Encoding: nonsense\r\n\r\n" + text.substring(end);

            assertThatCode(() -> reader.read(Corpus.mail(cut))).doesNotThrowAnyException();
            assertThatCode(() -> reader.read(Corpus.mail(odd))).doesNotThrowAnyException();
        }
    }

    @Test
    void opensNoBoxInABoxForEver() {
        var bomb = new StringBuilder("From: a@b.example\r\nMIME-Version: 1.0\r\n");
        for (int i = 0; i < 2000; i++) {
            bomb.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\r\n\r\n--b")
                    .append(i)
                    .append("\r\n");
        }

        assertThat(reader.read(Corpus.mail(bomb.toString())).sort()).isEqualTo(Sort.NOT_A_BOUNCE);
    }
}
