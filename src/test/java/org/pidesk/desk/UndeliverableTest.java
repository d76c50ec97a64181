package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.pidesk.desk.Rehearsing.ADA;
import static org.pidesk.desk.Rehearsing.BERTHA;
import static org.pidesk.desk.Rehearsing.BONGANI;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Notices;
import org.pidesk.notice.Returns;
import org.pidesk.notice.Sender;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** From the figure to the person, and to the address that is right. */
@PiDeskTest
class UndeliverableTest {
    private static final String PAGE = "/desk/undeliverable";
    private static final EmailAddress BUSIS = EmailAddress.parse("bounce-busi@example.com");

    @Autowired
    SamplePeople people;

    @Autowired
    Rehearsing rehearsing;

    @Autowired
    Contacts contacts;

    @Autowired
    Notices notices;

    @Autowired
    Sender sender;

    @Autowired
    Returns returns;

    @Autowired
    JdbcClient database;

    private final MockMvc web;
    private Contact busi;

    UndeliverableTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void busisMailCameBack() {
        people.moveIn();
        rehearsing.hire(BERTHA, BONGANI, ADA);
        busi = contacts.add(new Contact(ABC_MOTORS, "Busi", "Dlamini", "Walked in").reachedAt(BUSIS));
        notices.send(
                Notice.of(Kind.CODE, ABC_MOTORS, BUSIS).with("code", "123456").with("minutes", 10));
        sender.sendDue();
        returns.poll();
    }

    @Test
    void countsBeforeItNames() throws Exception {
        web.perform(get(PAGE).principal(() -> BERTHA))
                .andExpect(content().string(containsString("There is no such mailbox")))
                .andExpect(content().string(not(containsString("Busi"))))
                .andExpect(content().string(not(containsString(BUSIS.value()))));
        assertThat(facts("UNDELIVERABLES_READ")).isZero();
    }

    @Test
    void leadsFromTheFigureToThePeopleAndRecordsWhoRead() throws Exception {
        web.perform(get(PAGE + "/people?reason=NO_SUCH_MAILBOX&hard=true").principal(() -> BERTHA))
                .andExpect(content().string(containsString("Busi Dlamini")))
                .andExpect(content().string(containsString(BUSIS.value())))
                .andExpect(content().string(containsString("5.1.1")));
        web.perform(get(PAGE + "/people?reason=MAILBOX_FULL&hard=true").principal(() -> BERTHA))
                .andExpect(content().string(containsString("There is none")));
        assertThat(facts("UNDELIVERABLES_READ")).isEqualTo(2);
    }

    @Test
    void showsWhatHappenedWithTheRecord() throws Exception {
        web.perform(get(entry()).principal(() -> BERTHA))
                .andExpect(content().string(containsString("What happened with this record")))
                .andExpect(content().string(containsString("once, on")))
                .andExpect(content().string(containsString("no such mailbox")));
    }

    @Test
    void takesTheAddressThatIsRight() throws Exception {
        settle("CORRECTED", "busi@example.com").andExpect(redirectedUrl(PAGE));

        assertThat(contacts.get(busi.id()).email()).contains(EmailAddress.parse("busi@example.com"));
        web.perform(get(PAGE).principal(() -> BERTHA)).andExpect(content().string(containsString("There is none")));
    }

    @Test
    void takesAnAddressAwayThatNobodyCanReplace() throws Exception {
        settle("REMOVED", "").andExpect(redirectedUrl(PAGE));

        assertThat(contacts.get(busi.id()).email()).isEmpty();
    }

    @Test
    void leavesAnAddressThatIsRight() throws Exception {
        settle("STILL_RIGHT", "").andExpect(redirectedUrl(PAGE));

        assertThat(contacts.get(busi.id()).email()).contains(BUSIS);
        web.perform(get(PAGE).principal(() -> BERTHA)).andExpect(content().string(containsString("There is none")));
    }

    @Test
    void losesNothingThatWasTyped() throws Exception {
        settle("CORRECTED", "busi at example")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("name@example.com")))
                .andExpect(content().string(containsString("busi at example")));
        settle("", "busi@example.com")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Choose what was done.")));
    }

    @Test
    void isSettledOnce() throws Exception {
        var entry = entry();
        settle("REMOVED", "");

        web.perform(post(entry)
                        .param("outcome", "CORRECTED")
                        .param("address", "busi@example.com")
                        .principal(() -> BONGANI))
                .andExpect(redirectedUrl(PAGE))
                .andExpect(flash().attribute("done", "Somebody else has settled this meanwhile."));
        assertThat(contacts.get(busi.id()).email()).isEmpty();
        assertThat(facts("UNDELIVERABLE_SETTLED")).isOne();
        web.perform(post(PAGE + "/" + UUID.randomUUID())
                        .param("outcome", "REMOVED")
                        .principal(() -> BONGANI))
                .andExpect(status().isNotFound());
    }

    @Test
    void isThereForTheOwnOrganisationAlone() throws Exception {
        var entry = entry();
        web.perform(get(PAGE).principal(() -> ADA)).andExpect(status().isNotFound());
        database.sql("update staff_member set organisation = 'sea-point-cars' where username = 'bongani'")
                .update();

        web.perform(get(PAGE).principal(() -> BONGANI)).andExpect(content().string(containsString("There is none")));
        web.perform(get(entry).principal(() -> BONGANI)).andExpect(status().isNotFound());
        web.perform(post(entry).param("outcome", "REMOVED").principal(() -> BONGANI))
                .andExpect(status().isNotFound());
        settle("STILL_RIGHT", "");
        web.perform(post(entry).param("outcome", "REMOVED").principal(() -> BONGANI))
                .andExpect(status().isNotFound());
        assertThat(contacts.get(busi.id()).email()).contains(BUSIS);
    }

    private ResultActions settle(String outcome, String address) throws Exception {
        return web.perform(post(entry())
                .param("outcome", outcome)
                .param("address", address)
                .principal(() -> BERTHA));
    }

    private String entry() {
        return PAGE + "/"
                + database.sql("select id::text from undeliverable")
                        .query(String.class)
                        .single();
    }

    private int facts(String kind) {
        return database.sql("select count(*) from fact where kind = ?")
                .param(kind)
                .query(Integer.class)
                .single();
    }
}
