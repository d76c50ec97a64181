package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.notice.Samples.ABC_MOTORS;
import static org.pidesk.notice.Samples.PIETER;
import static org.pidesk.notice.Samples.THANDI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pidesk.organisation.Organisation;

/** No message leaves that does not say who sends it, and how to stop it. */
class ImprintTest {
    private static final Regulator REGULATOR = new Regulator("R", "54 Maxwell Drive", "010 023 5200", "r@r.example");

    private final Composer composer = Samples.composer(REGULATOR);
    private final Organisation abc = Samples.abcMotors();

    @ParameterizedTest
    @EnumSource
    void standsInEachKindThatThereIs(Kind kind) {
        for (var to : new org.pidesk.kernel.Address[] {THANDI, PIETER}) {
            var message = composer.compose(Samples.full(kind, to), abc);

            assertThatCode(() -> Imprint.mustStandIn(message, kind, abc)).doesNotThrowAnyException();
        }
    }

    @Test
    void isFoundInAnyWriting() {
        var odd = new Organisation(
                        ABC_MOTORS,
                        "Smith & Sons “Motors”",
                        "12 <Long> St.\nCape Town",
                        "a+b@abc.example",
                        "021 555 0100")
                .privacyPolicy("https://abc.example/privacy?a=1&b=2");
        var message = composer.compose(Samples.full(Kind.BULK_MAIL, THANDI), odd);

        assertThatCode(() -> Imprint.mustStandIn(message, Kind.BULK_MAIL, odd)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "ABC Motors, the sender's name",
        "'12 Long Street, Cape Town, 8001', the sender's address",
        "021 555 0100, the sender's telephone number",
        "privacy@abcmotors.example, the sender's email address",
        "https://abcmotors.example/privacy, the sender's privacy policy",
        "/pi/complaint/, the link to complain",
        "https://pidesk.example/pi/requests, the link to unsubscribe"
    })
    void isMissedWhereATemplateForgotIt(String forgotten, String complaint) {
        var whole = composer.compose(Samples.full(Kind.BULK_MAIL, THANDI), abc);

        assertThatThrownBy(() -> Imprint.mustStandIn(
                        with(whole, whole.html().replace(forgotten, "x"), whole.text()), Kind.BULK_MAIL, abc))
                .isInstanceOf(NotSendable.class)
                .hasMessageContaining("the HTML of BULK_MAIL lacks")
                .hasMessageContaining(complaint)
                .hasMessageNotContaining(forgotten);
        assertThatThrownBy(() -> Imprint.mustStandIn(
                        with(whole, whole.html(), whole.text().replace(forgotten, "x")), Kind.BULK_MAIL, abc))
                .isInstanceOf(NotSendable.class)
                .hasMessageContaining("the text of BULK_MAIL lacks");
    }

    @Test
    void lacksNothingThatOnlyMarketingNeeds() {
        var withoutPolicy =
                new Organisation(ABC_MOTORS, "ABC Motors", "12 Long Street", "a@abc.example", "021 555 0100");
        var answer = composer.compose(Samples.full(Kind.RECEIPT, THANDI), withoutPolicy);
        var marketing = composer.compose(Samples.full(Kind.BULK_MAIL, THANDI), withoutPolicy);

        assertThatCode(() -> Imprint.mustStandIn(answer, Kind.RECEIPT, withoutPolicy))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Imprint.mustStandIn(marketing, Kind.BULK_MAIL, withoutPolicy))
                .hasMessageContaining("privacy policy");
    }

    @Test
    void isMissedWhereTheOrganisationDoesNotSay() {
        var nameless = new Organisation(ABC_MOTORS, "ABC Motors", "  ", "a@abc.example", "021 555 0100");
        var message = composer.compose(Samples.full(Kind.RECEIPT, THANDI), nameless);

        assertThatThrownBy(() -> Imprint.mustStandIn(message, Kind.RECEIPT, nameless))
                .hasMessageContaining("the sender's address");
    }

    @Test
    void hasTheWordToStopInATextThatMarkets() {
        var text = Message.ofText(PIETER, "ABC Motors: our workshop is open. Call 021 555 0100.");

        assertThatThrownBy(() -> Imprint.mustStandIn(text, Kind.BULK_MAIL, abc))
                .hasMessageContaining("the word that stops it");
    }

    private static Message with(Message whole, String html, String text) {
        return new Message(
                whole.to(),
                whole.senderName(),
                whole.replyTo(),
                whole.subject(),
                html,
                text,
                whole.complaint(),
                whole.unsubscribe());
    }
}
