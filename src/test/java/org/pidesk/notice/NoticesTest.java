package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.notice.Samples.CASE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.organisation.Organisations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** From the front to the sandbox's servers, over their sockets. */
@PiDeskTest
class NoticesTest {
    @Autowired
    Notices notices;

    @Autowired
    Sender sender;

    @Autowired
    Organisations organisations;

    @Autowired
    TestRestTemplate web;

    @Autowired
    JavaMailSenderImpl server;

    @Autowired
    Composer composer;

    /** The sandbox keeps what other tests sent. */
    private final EmailAddress thandi = new EmailAddress("thandi-" + UUID.randomUUID() + "@example.com");

    private final MobileNumber pieter = MobileNumber.parse("082" + (1_000_000 + (int) (Math.random() * 8_999_999)));

    @BeforeEach
    void abcMotors() {
        organisations.register(Samples.abcMotors());
    }

    @Test
    void mailsFromTheInstallationInTheOrganisationsName() {
        var mail = mailed(Samples.full(Kind.RECEIPT, thandi));

        assertThat(header(mail, "From")).containsExactly("ABC Motors <notices@pi-desk.example>");
        assertThat(header(mail, "Reply-To")).containsExactly("privacy@abcmotors.example");
        assertThat(header(mail, "To")).containsExactly(thandi.value());
        assertThat(header(mail, "Auto-Submitted")).containsExactly("auto-generated");
        assertThat(header(mail, "List-Unsubscribe")).isEmpty();
        assertThat(header(mail, "Feedback-ID")).singleElement().asString().endsWith(":receipt:abc-motors:pidesk");
        assertThat(header(mail, "Cc")).isEmpty();
        assertThat(header(mail, "Bcc")).isEmpty();
        assertThat(mail.get("subject").asText()).isEqualTo("ABC Motors has received your request (" + CASE + ")");
        assertThat(mail.get("messageId").asText()).endsWith("@pi-desk.example>");
    }

    @Test
    void letsMarketingBeStoppedByOneClick() {
        var mail = mailed(Samples.full(Kind.BULK_MAIL, thandi));

        assertThat(header(mail, "List-Unsubscribe")).containsExactly("<" + Samples.LINK + ">");
        assertThat(header(mail, "List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(mail.get("subject").asText()).isEqualTo("ABC Motors: Our workshop opens on Saturdays");
    }

    @ParameterizedTest
    @EnumSource
    void deliversEachKindAsItWasWritten(Kind kind) {
        var notice = Samples.full(kind, thandi);
        var expected = composer.compose(notice, Samples.abcMotors());

        var mail = mailed(notice);

        assertThat(lines(mail.get("text").asText())).isEqualTo(lines(expected.text()));
        assertThat(lines(mail.get("html").asText())).isEqualTo(lines(expected.html()));
    }

    @Test
    void keepsLettersFromOtherAlphabets() {
        var mail = mailed(Samples.full(Kind.REFUSAL, thandi).with("reason", "Môre, Ωmega, 你好, 😀"));

        assertThat(mail.get("text").asText()).contains("Môre, Ωmega, 你好, 😀");
    }

    @Test
    void sendsALongTextInPartsThatJoinUpAgain() {
        var notice = Samples.full(Kind.CONFIRMATION, pieter);

        notices.send(notice);
        sender.sendDue();

        var texts = texts();
        assertThat(texts).hasSize(1);
        assertThat(texts.get(0).get("text").asText())
                .hasSizeGreaterThan(160)
                .isEqualTo(composer.compose(notice, Samples.abcMotors()).text());
        assertThat(texts.get(0).get("from").asText()).isEqualTo("PiDesk");
    }

    @Test
    void sendsATextBeyondTheAlphabetAsUnicode() {
        notices.send(Samples.full(Kind.REFUSAL, pieter).with("reason", "Môre 😀"));
        sender.sendDue();

        assertThat(texts().get(0).get("text").asText()).contains("Môre 😀");
    }

    @Test
    void waitsForNoServerForEver() {
        for (var protocol : List.of("mail.smtp.", "mail.smtps.")) {
            for (var name : List.of("connectiontimeout", "timeout", "writetimeout")) {
                assertThat(Long.parseLong(server.getJavaMailProperties().getProperty(protocol + name)))
                        .isBetween(1L, 20_000L);
            }
            // the patience for a mail as a whole
            assertThat(server.getJavaMailProperties().get(protocol + "socketFactory"))
                    .isInstanceOf(WatchedSockets.class);
        }
    }

    private JsonNode mailed(Notice notice) {
        notices.send(notice);
        sender.sendDue();
        return received("mails", thandi.value()).get(0);
    }

    private List<JsonNode> texts() {
        return received("texts", pieter.value());
    }

    private List<JsonNode> received(String what, String by) {
        var all = web.getForObject("/sandbox/" + what + ".json", JsonNode.class);
        return StreamSupport.stream(all.spliterator(), false)
                .filter(one -> one.get("to").asText().equals(by))
                .toList();
    }

    private static List<String> header(JsonNode mail, String name) {
        return StreamSupport.stream(mail.get("headers").path(name).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** The way to complain is sealed anew each time. */
    private static List<String> lines(String body) {
        return body.replaceAll("/complaint/[a-z]+", "/complaint/x").lines().toList();
    }
}
