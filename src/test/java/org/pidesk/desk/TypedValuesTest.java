package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.PiDeskTest;
import org.pidesk.request.Stage;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Somebody types a person into a field that takes something else: it is refused, and stands in no line of the log. */
@PiDeskTest
@ExtendWith(OutputCaptureExtension.class)
class TypedValuesTest {
    private static final String TYPED = "secretperson@example.com";

    @Autowired
    Stage stage;

    private final MockMvc web;

    TypedValuesTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void somebodyIsThere() {
        stage.proofOf(FRED);
    }

    @Test
    void areNotLoggedWhereARecordIsNamed(CapturedOutput logs) throws Exception {
        isRefused(post("/desk/de-identify").param("record", TYPED).param("reason", "Sold long ago."), logs);
    }

    @Test
    void areNotLoggedWhereAnEditionIsNamed(CapturedOutput logs) throws Exception {
        isRefused(post("/desk/systems/" + UUID.randomUUID()).param("edition", TYPED), logs);
    }

    @Test
    void areNotLoggedWhereAnAnswerIsNoObject(CapturedOutput logs) throws Exception {
        isRefused(put("/desk/tasks/any/answer").contentType(APPLICATION_JSON).content("\"" + TYPED + "\""), logs);
        isRefused(put("/desk/tasks/any/answer").contentType(APPLICATION_JSON).content(TYPED), logs);
    }

    @Test
    void wouldBeNoticed(CapturedOutput logs) {
        LoggerFactory.getLogger("org.springframework.web").warn(TYPED);

        assertThat(logs.getAll()).contains(TYPED);
    }

    private void isRefused(MockHttpServletRequestBuilder request, CapturedOutput logs) throws Exception {
        web.perform(request.principal(() -> Stage.NALEDI)).andExpect(status().is4xxClientError());

        assertThat(logs.getAll()).doesNotContain(TYPED);
    }
}
