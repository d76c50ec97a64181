package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.notice.Samples.PIETER;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jsmpp.bean.GSMSpecificFeature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.notice.NotSent.Fault;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

class SmppCarrierTest {
    private static final Duration SHORT = Duration.ofMillis(600);

    private final KeptTexts inbox = new KeptTexts();
    private ScriptedTextServer server;
    private SmppCarrier carrier;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedTextServer();
        carrier = carrier("PiDesk");
    }

    @AfterEach
    void close() throws IOException {
        carrier.close();
        server.close();
    }

    @Test
    void keepsItsSessionFromTextToText() throws NotSent {
        carrier.send(PIETER, "one", 1);
        carrier.send(PIETER, "two", 2);

        assertThat(server.received()).hasSize(2);
        assertThat(server.sessions()).isEqualTo(1);
        assertThat(server.received().get(0).getDestAddress()).isEqualTo("27821234567");
    }

    @Test
    void bindsAgainAfterTheSessionBroke() throws NotSent {
        carrier.send(PIETER, "one", 1);
        server.hangUp();

        assertThatThrownBy(() -> {
                    // whether the client sees the end at once or at its next word is the network's choice
                    carrier.send(PIETER, "two", 2);
                    throw new NotSent(Fault.DOWN, "bound again at once");
                })
                .isInstanceOf(NotSent.class);
        carrier.send(PIETER, "three", 3);

        assertThat(server.sessions()).isEqualTo(2);
    }

    @Test
    void showsAWordOrANumberAsTheSender() throws NotSent {
        carrier.send(PIETER, "by word", 1);
        carrier.close();
        carrier = carrier("+27821112222");
        carrier.send(PIETER, "by number", 2);

        var word = server.received().get(0);
        var number = server.received().get(1);
        assertThat(word.getSourceAddr()).isEqualTo("PiDesk");
        assertThat(word.getSourceAddrTon()).isEqualTo((byte) 5);
        assertThat(number.getSourceAddr()).isEqualTo("27821112222");
        assertThat(number.getSourceAddrTon()).isEqualTo((byte) 1);
    }

    @ParameterizedTest
    @CsvSource({
        "0x0B, REFUSED, SMPP_000B", // no such destination
        "0x01, REFUSED, SMPP_0001", // wrong length
        "0x58, DOWN, OURS_0058", // too fast
        "0x14, DOWN, OURS_0014", // queue full
        "0x08, LATER, OURS_0008", // the carrier's own trouble
        "0x0E, LATER, OURS_000E", // our password
        "0x0A, LATER, OURS_000A", // our sender: an agreement to be mended, not the message's fault
        // perhaps of this number alone, for which nobody is to be called
        "0x45, LATER, SMPP_0045", // submission failed
        "0x64, LATER, SMPP_0064",
        "0x400, LATER, SMPP_0400" // whatever the carrier means by it
    })
    void tellsWhatPassesFromWhatStaysAndWhatIsOfUs(String status, Fault fault, String code) {
        server.answers(Integer.decode(status));

        assertThatThrownBy(() -> carrier.send(PIETER, "hello", 1)).isInstanceOfSatisfying(NotSent.class, failure -> {
            assertThat(failure.fault()).isEqualTo(fault);
            assertThat(failure.code()).isEqualTo(code);
        });
    }

    @Test
    void waitsForNoCarrierForEver() {
        server.isSilent();

        assertThatThrownBy(() -> carrier.send(PIETER, "hello", 1))
                .isInstanceOfSatisfying(
                        NotSent.class, failure -> assertThat(failure.code()).isEqualTo("TIMEOUT"));
    }

    @Test
    void saysThatTheCarrierDoesNotLetUsIn() {
        server.refusesToBind();

        assertThatThrownBy(() -> carrier.send(PIETER, "hello", 1))
                .isInstanceOfSatisfying(
                        NotSent.class, failure -> assertThat(failure.code()).isEqualTo("BIND"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+27115550100", "+279001234567", "+447700900123", "+27862345678901", "082", "+2786"})
    void sendsToSouthAfricanMobilesOnly(String number) {
        assertThatThrownBy(() -> SmppCarrier.mustBeSouthAfrican(number))
                .isInstanceOfSatisfying(
                        NotSent.class, failure -> assertThat(failure.fault()).isEqualTo(Fault.REFUSED));
    }

    @Test
    void asksForReceiptsAndHandsThemOn() throws NotSent {
        var names = carrier.send(PIETER, "hello", 1);

        assertThat(names).containsExactly("1");
        assertThat(server.received().get(0).getRegisteredDelivery()).isEqualTo((byte) 1);
        server.delivers(
                "27821234567",
                true,
                "id:1 sub:001 dlvrd:000 submit date:2611221030 done date:2611221031" + " stat:UNDELIV err:000 text:");
        assertThat(inbox.kept()).containsExactly("1 UNDELIV");
    }

    @Test
    void handsOnWhatPeopleAnswer() throws NotSent {
        carrier.listen();

        server.delivers("27821234567", false, "Stop!");

        assertThat(inbox.kept()).containsExactly("27821234567 Stop!");
    }

    /** In the alphabet of text messages, in that of all others, and behind a header of its own. */
    @Test
    void readsWordsThatLieBesideTheMessage() throws NotSent {
        carrier.listen();
        var none = GSMSpecificFeature.DEFAULT;

        server.deliversBeside("27821234567", false, none, 0, new byte[] {'S', 't', 'o', 'p', 0});
        server.deliversBeside("27821234567", false, none, 8, "Stop™".getBytes(StandardCharsets.UTF_16BE));
        server.deliversBeside(
                "27821234567", false, GSMSpecificFeature.UDHI, 0, new byte[] {3, 1, 1, 0, 'S', 't', 'o', 'p'});
        server.delivers("27821234567", false, "");

        assertThat(inbox.kept())
                .containsExactly("27821234567 Stop@", "27821234567 Stop™", "27821234567 Stop", "27821234567 ");
    }

    /** Else the carrier would bring it again and again, and what it says would never be read. */
    @Test
    void readsWordsBehindAHeaderOfAnyLength() throws NotSent {
        carrier.listen();
        var header = new byte[0x85];
        header[0] = (byte) 0x80;
        System.arraycopy("Stop".getBytes(StandardCharsets.US_ASCII), 0, header, 0x81, 4);

        server.deliversBeside("27821234567", false, GSMSpecificFeature.UDHI, 0, header);
        server.deliversBeside("27821234567", false, GSMSpecificFeature.UDHI, 0, new byte[] {(byte) 0xfe, 'S'});
        server.deliversBeside("27821234567", false, GSMSpecificFeature.UDHI, 0, new byte[] {(byte) 0xff, 'S'});

        assertThat(inbox.kept()).containsExactly("27821234567 Stop", "27821234567 ", "27821234567 ");
    }

    @Test
    void readsAReceiptThatLiesBesideTheMessage() throws NotSent {
        carrier.listen();
        var receipt = "id:1 sub:001 dlvrd:000 submit date:2611221030 done date:2611221031 stat:UNDELIV err:000 text:";

        server.deliversBeside(
                "27821234567", true, GSMSpecificFeature.DEFAULT, 0, receipt.getBytes(StandardCharsets.US_ASCII));

        assertThat(inbox.kept()).containsExactly("1 UNDELIV");
    }

    @Test
    void isHeardAlsoWhenNobodyCanBeToldWhatWasLost() {
        var database = new TransactionTemplate() {
            @Override
            public <T> T execute(TransactionCallback<T> telling) {
                throw new IllegalStateException("away");
            }
        };
        var chore = new ReturnsChore(null, carrier, new TextReturns(null, null, null, database), null, null, null);

        assertThatThrownBy(chore::listen).hasMessage("away");

        server.delivers("27821234567", false, "Stop!");
        assertThat(inbox.kept()).containsExactly("27821234567 Stop!");
    }

    @Test
    void hidesThePasswordOfItsAccount() {
        assertThat(new SmppAccount("h", 1, "me", "secret", "").toString()).doesNotContain("secret");
    }

    private SmppCarrier carrier(String sender) {
        return new SmppCarrier(new SmppAccount("127.0.0.1", server.port(), "pidesk", "pw", ""), sender, SHORT, inbox);
    }
}
