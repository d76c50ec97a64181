package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.exceptions.FailException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another library than ours says whether a signature holds. */
class DkimTest {
    private static final Instant NOW = Instant.parse("2026-11-22T07:30:00Z");
    private static final Pattern HEADER_ENDS = Pattern.compile("(?s)(DKIM-Signature:.*?\\r\\n)(?![ \\t])(.*)");

    @TempDir
    Path folder;

    private KeyPair rsa;
    private KeyPair ed25519;

    @BeforeEach
    void keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        rsa = generator.generateKeyPair();
        ed25519 = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    @Test
    void signsWhatAnotherLibraryVerifies() throws Exception {
        var mail = mail(Kind.BULK_MAIL, key("rsa2026", rsa));

        verify(mail);

        assertThat(signature(mail))
                .contains("a=rsa-sha256", "d=pi-desk.example", "s=rsa2026", "c=relaxed/relaxed")
                .containsPattern("h=[^;]*list-unsubscribe:\\s*list-unsubscribe-post|h=[^;]*list-unsubscribe");
        assertThat(signedHeaders(mail)).contains("from", "to", "subject", "list-unsubscribe", "list-unsubscribe-post");
    }

    @Test
    void signsWithEveryKeyThereIs() throws Exception {
        var mail = mail(Kind.RECEIPT, key("rsa2026", rsa), key("ed2026", ed25519));

        verify(mail);

        assertThat(mail.split("(?m)^DKIM-Signature:")).hasSize(3);
        assertThat(mail).contains("a=ed25519-sha256");
    }

    /** The hash of RFC 8463 is reckoned here by other means than where it is signed. */
    @Test
    void signsWithEd25519() throws Exception {
        var mail = mail(Kind.RECEIPT, key("ed2026", ed25519));
        var parts = HEADER_ENDS.matcher(mail);
        assertThat(parts.matches()).isTrue();
        var field = parts.group(1);
        var written = field.substring(field.lastIndexOf("b=") + 2).replaceAll("\\s", "");

        var data = new StringBuilder();
        for (var name : new LinkedHashSet<>(signedHeaders(mail))) {
            var header = Pattern.compile("(?mi)^" + name + ":(.*(?:\\r\\n[ \\t].*)*)")
                    .matcher(parts.group(2));
            if (header.find()) {
                data.append(name).append(':').append(relaxed(header.group(1))).append("\r\n");
            }
        }
        data.append("dkim-signature:")
                .append(relaxed(field.substring(field.indexOf(':') + 1, field.lastIndexOf("b=") + 2)));

        assertThat(isSigned(ed25519.getPublic(), data.toString(), written)).isTrue();
    }

    @Test
    void isBrokenByAnyChange() throws Exception {
        var mail = mail(Kind.BULK_MAIL, key("rsa2026", rsa));

        for (var changed : List.of(
                mail.replace("From March our workshop", "From May our workshop"),
                mail.replace("Subject: ABC Motors", "Subject: ABD Motors"),
                mail.replace("List-Unsubscribe: <https://pidesk.example", "List-Unsubscribe: <https://evil.example"),
                mail.replace("To: thandi@", "To: mallory@"),
                mail.replace("From: ABC", "From: mallory@example.net\r\nFrom: ABC"))) {
            assertThat(changed).isNotEqualTo(mail);
            assertThatThrownBy(() -> verify(changed)).isInstanceOf(FailException.class);
        }
    }

    @Test
    void survivesWhatServersDoToSpace() throws Exception {
        var mail = mail(Kind.RECEIPT, key("rsa2026", rsa));

        verify(mail.replace("Subject: ABC", "Subject:   ABC").replaceFirst("\\r\\n$", "\r\n\r\n\r\n"));
    }

    @Test
    void leavesAMailAsItIsWithoutKeys() throws Exception {
        assertThat(mail(Kind.RECEIPT)).doesNotContain("DKIM-Signature");
    }

    @Test
    void readsBodiesAsTheStandardWants() {
        assertThat(Dkim.relaxedBody(" C \r\nD \t E\r\n\r\n\r\n")).isEqualTo(" C\r\nD E\r\n");
        assertThat(Dkim.relaxedBody("")).isEmpty();
        assertThat(Dkim.relaxedBody("\r\n\r\n")).isEmpty();
        assertThat(Dkim.relaxedBody("no end")).isEqualTo("no end\r\n");
        assertThat(Dkim.relaxedField("SubJect \t: a\r\n\t  b ")).isEqualTo("subject:a b");
    }

    @Test
    void refusesAKeyThatIsNoneOrTooShort() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        var weak = key("weak", generator.generateKeyPair());
        var nonsense = new DkimKey("none", Files.writeString(folder.resolve("none.pem"), "nothing"));

        assertThatThrownBy(() -> SigningPen.of(weak)).hasMessageContaining("too short");
        assertThatThrownBy(() -> SigningPen.of(nonsense)).hasMessageContaining("no private key");
        assertThat(SigningPen.of(key("rsa2026", rsa)).toString()).isEqualTo("rsa-sha256 rsa2026");
    }

    private String mail(Kind kind, DkimKey... keys) throws Exception {
        var properties = ScriptedMailServer.properties(keys);
        var paths = new ReturnPaths(Samples.SECRETS, Clock.systemUTC(), Samples.MAILBOX);
        var message = Samples.composer(new Regulator("R", "a", "p", "e@r.example"))
                .compose(Samples.full(kind, Samples.THANDI), Samples.abcMotors());
        var stamp = new Stamp(UUID.randomUUID(), Samples.ABC_MOTORS, kind, "<1@pi-desk.example>", NOW);
        var written = new ByteArrayOutputStream();
        new Packing(properties, paths, new Dkim(properties))
                .pack(message, stamp, null)
                .writeTo(written);
        return written.toString(StandardCharsets.ISO_8859_1);
    }

    private DkimKey key(String selector, KeyPair pair) throws IOException {
        var pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return new DkimKey(selector, Files.writeString(folder.resolve(selector + ".pem"), pem));
    }

    private void verify(String mail) throws IOException, FailException {
        var record = "v=DKIM1; k=rsa; p="
                + Base64.getEncoder().encodeToString(rsa.getPublic().getEncoded());
        new DKIMVerifier((method, selector, domain) -> List.of(record))
                .verify(new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String signature(String mail) {
        var parts = HEADER_ENDS.matcher(mail);
        assertThat(parts.matches()).isTrue();
        return parts.group(1);
    }

    private static List<String> signedHeaders(String mail) {
        var names = signature(mail).replaceAll("\\s", "").replaceFirst(".*;h=([^;]*);.*", "$1");
        return List.of(names.split(":"));
    }

    private static String relaxed(String value) {
        return value.replace("\r\n", "").replaceAll("[ \t]+", " ").strip();
    }

    private static boolean isSigned(PublicKey key, String data, String written) throws GeneralSecurityException {
        var signature = Signature.getInstance("Ed25519");
        signature.initVerify(key);
        signature.update(MessageDigest.getInstance("SHA-256").digest(data.getBytes(StandardCharsets.ISO_8859_1)));
        return signature.verify(Base64.getDecoder().decode(written));
    }
}
