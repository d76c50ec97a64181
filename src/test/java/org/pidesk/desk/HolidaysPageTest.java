package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.pidesk.desk.Rehearsing.ADA;
import static org.pidesk.desk.Rehearsing.BERTHA;
import static org.pidesk.desk.Rehearsing.CARA;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pidesk.PiDeskTest;
import org.pidesk.WorkingDay;
import org.pidesk.sla.Holidays;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Days that the President declares: who enters them, and what is refused. */
@PiDeskTest
class HolidaysPageTest {
    private static final String PAGE = "/desk/holidays";

    @Autowired
    Rehearsing stage;

    @Autowired
    Holidays holidays;

    @Autowired
    JdbcClient database;

    @Autowired
    Clock clock;

    private final MockMvc web;

    HolidaysPageTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void begin() {
        stage.begin();
        stage.hire(BERTHA, CARA, ADA);
    }

    @AfterEach
    void end() {
        stage.end();
        database.sql("delete from declared_holiday where added_by is not null").update();
        holidays.refresh();
    }

    @Test
    void isThereForThoseWhoAnswerForTheLawAlone() throws Exception {
        web.perform(get(PAGE).principal(() -> CARA))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Day of Reconciliation")))
                .andExpect(content().string(not(containsString("Take back"))));
        web.perform(get(PAGE).principal(() -> ADA))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Enter the day")));
        web.perform(get(PAGE).principal(() -> BERTHA)).andExpect(status().isNotFound());
        web.perform(post(PAGE).param("day", tuesday()).principal(() -> BERTHA)).andExpect(status().isNotFound());
    }

    @Test
    void takesADayInAndBack() throws Exception {
        enter(tuesday(), "Election Day", "54321").andExpect(redirectedUrl(PAGE + "?declared=" + tuesday()));
        web.perform(get(PAGE).principal(() -> ADA))
                .andExpect(content().string(containsString("Election Day")))
                .andExpect(content().string(containsString("Government Gazette 54321")));

        takeBackAs(ADA, tuesday()).andExpect(redirectedUrl(PAGE + "?taken=" + tuesday()));

        web.perform(get(PAGE).principal(() -> CARA)).andExpect(content().string(not(containsString("Election Day"))));
        assertThat(database.sql("select kind || ' ' || actor || ' ' || detail from fact order by at")
                        .query(String.class)
                        .list())
                .containsExactly("HOLIDAY_DECLARED ada day=" + tuesday(), "HOLIDAY_TAKEN_BACK ada day=" + tuesday());
    }

    /** More time for its own cases would be more time for those of every other dealership. */
    @Test
    void letsNoManagerOfOneOrganisationDecideForTheOthers() throws Exception {
        enter(tuesday(), "Election Day", "54321");
        var another = LocalDate.parse(tuesday()).plusDays(1).toString();

        enterAs(CARA, another, "Election Day", "54321").andExpect(status().isForbidden());
        takeBackAs(CARA, tuesday()).andExpect(status().isForbidden());

        web.perform(get(PAGE).principal(() -> CARA))
                .andExpect(content().string(containsString("its administrators enter these days")))
                .andExpect(content().string(containsString("Election Day")))
                .andExpect(content().string(not(containsString("Enter the day"))))
                .andExpect(content().string(not(containsString("Take back"))));
        assertThat(declared()).isOne();
    }

    @Test
    void letsTheManagersOfAnOnlyOrganisationDecide() throws Exception {
        database.sql("delete from organisation where id = 'other-motors'").update();

        enterAs(CARA, tuesday(), "Election Day", "54321").andExpect(redirectedUrl(PAGE + "?declared=" + tuesday()));
        web.perform(get(PAGE).principal(() -> CARA))
                .andExpect(content().string(containsString("Enter the day")))
                .andExpect(content().string(containsString("Take back")))
                .andExpect(content().string(not(containsString("its administrators enter these days"))));
        takeBackAs(CARA, tuesday()).andExpect(redirectedUrl(PAGE + "?taken=" + tuesday()));

        assertThat(declared()).isZero();
    }

    @Test
    void takesADayInOnce() throws Exception {
        enter(tuesday(), "Election Day", "54321");

        enter(tuesday(), "Election Day", "54321")
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("is a public holiday already: Election Day")));
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-02, Election Day, 54321, is past",
        "soon, Election Day, 54321, Give the day as year",
        "9999-01-02, Election Day, 54321, more than two years ahead",
        "a Tuesday, ' ', 54321, Say what the day is called",
        "a Tuesday, <script>, 54321, Say what the day is called",
        "a Tuesday, Election Day, ' ', number of the Government Gazette",
        "a Tuesday, Election Day, none, number of the Government Gazette",
        "next Christmas, Election Day, 54321, is a public holiday already: Christmas Day"
    })
    void saysWhatIsWrongWithADay(String day, String name, String gazette, String why) throws Exception {
        var christmas =
                LocalDate.now(clock).withDayOfYear(1).plusYears(1).withMonth(12).withDayOfMonth(25);
        var written = day.equals("a Tuesday") ? tuesday() : day.equals("next Christmas") ? christmas.toString() : day;

        enter(written, name, gazette)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString(why)));

        assertThat(declared()).isZero();
    }

    @Test
    void takesNoDayBackThatIsPastOrWasNeverDeclared() throws Exception {
        takeBackAs(ADA, "2024-05-29").andExpect(content().string(containsString("is past")));
        takeBackAs(ADA, tuesday()).andExpect(content().string(containsString("is no declared day")));
        assertThat(database.sql("select count(*) from declared_holiday")
                        .query(Integer.class)
                        .single())
                .isEqualTo(4);
    }

    private ResultActions enter(String day, String name, String gazette) throws Exception {
        return enterAs(ADA, day, name, gazette);
    }

    private ResultActions enterAs(String who, String day, String name, String gazette) throws Exception {
        return web.perform(post(PAGE)
                .param("day", day)
                .param("name", name)
                .param("gazette", gazette)
                .principal(() -> who));
    }

    private ResultActions takeBackAs(String who, String day) throws Exception {
        return web.perform(post(PAGE + "/take-back").param("day", day).principal(() -> who));
    }

    private int declared() {
        return database.sql("select count(*) from declared_holiday where added_by is not null")
                .query(Integer.class)
                .single();
    }

    private String tuesday() {
        return WorkingDay.nextYear(LocalDate.now(clock)).toString();
    }
}
