package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    /** Each of these parts took seconds as long as each letter was gone back to. */
    @ParameterizedTest
    @ValueSource(strings = {"<", "_exceed", "<a ", "exceed ", " deliver", "domain "})
    void looksAtAMailThatWasMadeToBeSlow(String repeated) {
        var mail = new StringBuilder("From: mailer-daemon@b.example\r\nSubject: ")
                .append("deliver".repeat(20_000))
                .append("\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n");
        for (int i = 0; i < 31; i++) {
            mail.append("--b\r\nContent-Type: text/html\r\n\r\n")
                    .append(repeated.repeat(64 * 1024 / repeated.length()))
                    .append("\r\n");
        }

        var read = reader.read(Corpus.mail(mail + "--b--\r\n"));

        assertThat(read.sort()).isEqualTo(Sort.NOT_A_BOUNCE);
        assertThat(Diagnosis.of(repeated.repeat(64 * 1024 / repeated.length())).sort())
                .isEqualTo(Sort.SOFT);
    }

    @Test
    void readsASubjectAsFarAsThereIsOne() {
        var body = "\r\n\r\n550 5.1.1 no such user\r\n";
        var within = "From: mailer-daemon@b.example\r\nSubject: " + "x".repeat(480) + " undeliverable" + body;
        var beyond = "From: mailer-daemon@b.example\r\nSubject: " + "x".repeat(500) + " undeliverable" + body;

        assertThat(reader.read(Corpus.mail(within)).sort()).isEqualTo(Sort.HARD);
        assertThat(reader.read(Corpus.mail(beyond)).sort()).isEqualTo(Sort.NOT_A_BOUNCE);
    }

    @Test
    void takesApartAMailAsFarAsItIsWorthIt() throws Exception {
        var head = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";
        var told = "--b\r\nContent-Type: text/plain\r\n\r\nno such user\r\n";
        var end = "--b--\r\n";

        assertThat(words(head + told + "--b\r\n\r\n".repeat(250_000) + end)).startsWith("no such user");
        assertThat(words(head + "--b\r\n\r\n" + "-- \r\n".repeat(900) + told + end))
                .contains("no such user");
        assertThat(words(head + "--b\r\n\r\n" + "-- \r\n".repeat(1100) + told + end))
                .doesNotContain("no such user");
    }

    private static String words(String mail) throws Exception {
        return MailParts.of(Corpus.mail(mail)).words();
    }

    @Test
    void decodesASubjectAsFarAsThereIsOne() {
        var body = "\r\n\r\n550 5.1.1 no such user\r\n";
        var from = "From: mailer-daemon@b.example\r\nSubject: ";
        var within = from + "=?utf-8?q?x?=\r\n ".repeat(200) + "=?utf-8?q?undeliverable?=" + body;
        var beyond = from + "=?utf-8?q?x?=\r\n ".repeat(100_000) + "=?utf-8?q?undeliverable?=" + body;
        var unknown = from + "=?klingon?q?x?= undeliverable" + body;

        assertThat(reader.read(Corpus.mail(within)).sort()).isEqualTo(Sort.HARD);
        assertThat(reader.read(Corpus.mail(beyond)).sort()).isEqualTo(Sort.NOT_A_BOUNCE);
        assertThat(reader.read(Corpus.mail(unknown)).sort()).isEqualTo(Sort.HARD);
    }

    @Test
    void readsWordsAsFarAsTheyAreWorthIt() throws Exception {
        var mail = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                + "--b\r\nContent-Type: text/html\r\n\r\n<p class=\"a\">no <b>such</b> user 1 < 2 > 0</p\r\n"
                + ("--b\r\nContent-Type: text/plain\r\n\r\n" + "y".repeat(40_000) + "\r\n").repeat(3)
                + "--b--\r\n";

        assertThat(words(mail)).startsWith(" no  such  user 1   0</p").hasSize(64 * 1024);
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
