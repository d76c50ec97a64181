package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.pidesk.desk.Rehearsing.ADA;
import static org.pidesk.desk.Rehearsing.BERTHA;
import static org.pidesk.desk.Rehearsing.CARA;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.THANDI;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Notices;
import org.pidesk.notice.NoticesToCheck;
import org.pidesk.notice.Sender;
import org.pidesk.sandbox.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.util.HtmlUtils;

/** What waited in a backup leaves, or never does, when an administrator says so, and not twice. */
@PiDeskTest
class MessagesToCheckTest {
    private static final String PAGE = MessagesToCheckController.PAGE;

    @Autowired
    Rehearsing stage;

    @Autowired
    Notices notices;

    @Autowired
    NoticesToCheck toCheck;

    @Autowired
    Sender sender;

    @Autowired
    ApplicationContext application;

    private final MockMvc web;

    MessagesToCheckTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void threeWaitedInABackup() {
        stage.begin();
        stage.hire(ADA, BERTHA, CARA);
        for (int i = 0; i < 3; i++) {
            notices.send(Notice.of(Kind.CODE, ABC_MOTORS, THANDI)
                    .with("code", "49381" + i)
                    .with("minutes", 10));
        }
        toCheck.holdAll();
    }

    @AfterEach
    void end() {
        stage.end();
    }

    @Test
    void areShownByWhatTheMailServerKnowsOfThem() throws Exception {
        web.perform(get(PAGE).principal(() -> ADA))
                .andExpect(content().string(containsString("3 messages wait.")))
                .andExpect(content()
                        .string(containsString(
                                HtmlUtils.htmlEscape(toCheck.open().get(0).messageId()))))
                .andExpect(content().string(not(containsString(THANDI.value()))))
                .andExpect(content().string(not(containsString("49381"))));
    }

    @Test
    void leaveOnceWhenTheyAreSaidTo() throws Exception {
        var before = arrived();
        var first = toCheck.open().get(0).id().toString();

        settle("/send", "id", first).andExpect(flash().attribute("done", "1 message noted to leave now."));
        settle("/send", "id", first).andExpect(flash().attributeExists("why"));
        sender.sendDue();

        assertThat(arrived()).isEqualTo(before + 1);
        assertThat(toCheck.open()).hasSize(2);
    }

    @Test
    void neverLeaveWhenTheyWereSentAlready() throws Exception {
        var before = arrived();
        settle("/sent", "all", "true").andExpect(flash().attribute("done", "3 messages noted as sent."));
        settle("/send", "all", "true").andExpect(flash().attributeExists("why"));
        sender.sendDue();

        assertThat(arrived()).isEqualTo(before);
        web.perform(get(PAGE).principal(() -> ADA)).andExpect(content().string(containsString("There is none.")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no-id", "00000000-0000-0000-0000-000000000000", "' or 1=1 --"})
    void stayWhereNoneIsNamed(String id) throws Exception {
        settle("/send", "id", id)
                .andExpect(flash().attribute("why", "Please tick at least one message that still waits."));

        assertThat(toCheck.open()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {BERTHA, CARA})
    void areNotThereForAnybodyElse(String name) throws Exception {
        web.perform(get(PAGE).principal(() -> name)).andExpect(status().isNotFound());
        for (var way : new String[] {"/send", "/sent"}) {
            web.perform(post(PAGE + way).param("all", "true").principal(() -> name))
                    .andExpect(status().isNotFound());
        }

        assertThat(toCheck.open()).hasSize(3);
    }

    private long arrived() {
        return Received.by(application).count(THANDI.value());
    }

    private ResultActions settle(String way, String name, String value) throws Exception {
        return web.perform(post(PAGE + way).param(name, value).principal(() -> ADA))
                .andExpect(status().is3xxRedirection());
    }
}
