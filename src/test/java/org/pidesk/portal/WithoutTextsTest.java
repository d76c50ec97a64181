package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.PIETER;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.notice.NoCarrier;
import org.pidesk.notice.Sender;
import org.pidesk.notice.TextMessages;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;

/** Where no carrier of text messages is set, no page offers what only one could carry. */
@PiDeskTest
class WithoutTextsTest {
    private static final String PI = "/abc-motors/pi";
    private static final String A_MAILBOX_ALONE = "Your email address</label>";
    private static final String A_MOBILE_TOO = "Your email address or mobile number</label>";

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext application;

    @Autowired
    Sites sites;

    @Autowired
    TextMessages carrier;

    @Autowired
    SamplePeople people;

    @Autowired
    Sender sender;

    @Autowired
    JdbcClient database;

    private Visitor browser;

    @BeforeEach
    void nobodyCarriesTexts() {
        people.moveIn();
        browser = new Visitor(port);
        ReflectionTestUtils.setField(sites, "texts", NoCarrier.texts());
    }

    @AfterEach
    void somebodyDoesAgain() {
        ReflectionTestUtils.setField(sites, "texts", carrier);
    }

    @Test
    void asksForAMailboxAlone() {
        for (var page : List.of(PI, PI + "/subscribe")) {
            assertThat(browser.get(page).body()).contains(A_MAILBOX_ALONE).doesNotContain(A_MOBILE_TOO);
        }

        somebodyDoesAgain();

        for (var page : List.of(PI, PI + "/subscribe")) {
            assertThat(browser.get(page).body()).contains(A_MOBILE_TOO).doesNotContain(A_MAILBOX_ALONE);
        }
    }

    @Test
    void takesNoMobileToWhichNoCodeCouldGo() {
        var answer = browser.submit(PI, Map.of("address", PIETER.value()));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Enter an email address like name@example.com.", PIETER.value());
        assertThat(notices()).isZero();

        somebodyDoesAgain();

        assertThat(browser.submit(PI, Map.of("address", PIETER.value())).statusCode())
                .isEqualTo(303);
        assertThat(notices()).isEqualTo(1);
    }

    @Test
    void offersNoCodeToTheMobileOfARecord() {
        prove();

        assertThat(browser.get(PI + "/held").body())
                .contains("only staff can open it for you")
                .doesNotContain(PI + "/held/further\"");

        somebodyDoesAgain();

        assertThat(browser.get(PI + "/held").body()).contains(PI + "/held/further\"");
    }

    @Test
    void promisesNoChangeOfAMobileThatNobodyCanMake() {
        prove();
        var typed = Map.of("mobile", "083 555 0199");

        var answer = browser.submit(PI + "/alter", typed);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("no code can go to this number, and it cannot be changed on this page.", "083 555 0199")
                .contains("You may still ask for the correction: phone us on ")
                .doesNotContain("to change it")
                .contains("If you give a new email address, we send a code there first.");

        somebodyDoesAgain();

        assertThat(browser.submit(PI + "/alter", typed).statusCode()).isEqualTo(303);
    }

    private void prove() {
        browser.submit(PI, Map.of("address", THANDI.value()));
        sender.sendDue();
        browser.submit(PI + "/code", Map.of("code", Received.by(application).code(THANDI.value())));
    }

    private int notices() {
        return database.sql("select count(*) from notice where kind = 'CODE'")
                .query(Integer.class)
                .single();
    }
}
