package org.pidesk.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pidesk.PiDeskTest;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.contact.Field;
import org.pidesk.kernel.Day;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.request.Stage;
import org.pidesk.sla.Deadlines;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The Activity report and the diary, as compliance managers read them. */
@PiDeskTest
class ActivityReportTest {
    private static final String REPORT = "/desk/reports/activity";
    private static final String DIARY = "/desk/reports/diary";
    private static final Pattern FURTHER = Pattern.compile("href=\"([^\"]*after=[^\"]*)\"");

    @Autowired
    Stage stage;

    @Autowired
    StaffMembers staff;

    @Autowired
    ActivityLog activity;

    @Autowired
    JdbcClient database;

    @Autowired
    MovableClock clock;

    private final MockMvc web;

    ActivityReportTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void hire() {
        stage.proofOf(FRED);
        hire("naledi", Role.DEALERSHIP_STAFF, ABC_MOTORS);
        hire("johan", Role.COMPLIANCE_MANAGER, ABC_MOTORS);
        hire("imran", Role.COMPLIANCE_MANAGER, SEA_POINT_CARS);
        hire("admin", Role.ADMINISTRATOR, null);
    }

    private void hire(String username, Role role, OrganisationId organisation) {
        staff.register(Hires.member(username, "Somebody " + username, role, organisation), "correct horse battery");
    }

    @Test
    void listsWhatWasDoneInACaseWithALinkToItAndToTheRecord() throws Exception {
        var reference = altered();

        assertThat(listed("johan"))
                .contains("Alteration asked for", "Changes made to a record", "the person", "pi-desk")
                .contains("/desk/requests/" + reference, "customer " + numberOf(FRED.value()))
                .doesNotContain("ALTERATION_RECEIVED", "Basset", "Hound", FRED.value());
    }

    @Test
    void showsNothingOfAnotherOrganisation() throws Exception {
        var reference = altered().value();
        note("imran", "CONSENTS_READ");

        assertThat(page("johan", REPORT)).contains(reference).doesNotContain("Somebody imran");
        assertThat(listed("johan")).doesNotContain("Consents of a person read");
        assertThat(listed("imran")).contains("Consents of a person read");
        assertThat(page("imran", REPORT)).contains("Somebody imran").doesNotContain(reference, "Somebody johan");
        assertThat(page("imran", DIARY)).doesNotContain("Alteration", "Somebody johan");
        assertThat(text("johan", REPORT + "/file?type=CSV")).contains(reference).doesNotContain("imran");
        assertThat(text("imran", REPORT + "/file?type=CSV")).doesNotContain(reference, "johan");
        refuses("user", ask("user", "imran"), "No “imran” did anything");
    }

    @Test
    void isNotThereForAnybodyButComplianceManagers() throws Exception {
        for (var address : List.of(REPORT, REPORT + "/file?type=CSV", DIARY, DIARY + "/file?type=CSV")) {
            web.perform(get(address).principal(() -> "johan")).andExpect(status().isOk());
            for (var other : List.of("naledi", "admin", "nobody")) {
                web.perform(get(address).principal(() -> other)).andExpect(status().isNotFound());
            }
        }
    }

    @Test
    void filtersByUserAndByKind() throws Exception {
        note("naledi", "CONSENTS_READ");
        note("naledi", "TASK_READ");
        note("johan", "TASK_READ");

        assertThat(rows(page("johan", ask("user", "naledi"))))
                .hasSize(2)
                .allMatch(row -> row.contains("Somebody naledi"));
        assertThat(rows(page("johan", ask("kind", "TASK_READ")))).hasSize(2).allMatch(row -> row.contains("Task read"));
        assertThat(rows(page("johan", ask("kind", "TASK_READ") + "&user=naledi")))
                .hasSize(1);
        assertThat(rows(page("johan", ask("user", "system") + "&kind=TASK_READ")))
                .isEmpty();
    }

    @Test
    void findsWhatAnAdministratorDidThoughTheyWorkNowhere() throws Exception {
        activity.record(
                Fact.of(Reference.random(), "WORDING_APPROVED").by("admin").with("organisation", "of-abc-motors"));

        assertThat(rows(page("johan", ask("user", "admin"))))
                .singleElement()
                .asString()
                .contains("Somebody admin");
        web.perform(get(ask("user", "admin")).principal(() -> "imran")).andExpect(status().isBadRequest());
    }

    @Test
    void putsTheNewestFirstOrTheOldest() throws Exception {
        note("naledi", "TASK_READ");
        clock.advance(Duration.ofMinutes(1));
        note("naledi", "CONSENTS_READ");

        assertThat(rows(page("johan", ask("user", "naledi"))).get(0)).contains("Consents of a person read");
        assertThat(rows(page("johan", ask("user", "naledi") + "&order=oldest")).get(0))
                .contains("Task read");
    }

    @ParameterizedTest
    @CsvSource({"newest", "oldest"})
    void turnsPagesWithoutLosingOrRepeatingALine(String order) throws Exception {
        var written = new ArrayList<String>();
        for (int i = 0; i < 2 * ActivityReportController.PAGE + 7; i++) {
            written.add(note("naledi", "TASK_READ"));
        }

        var seen = new ArrayList<String>();
        var address = ask("kind", "TASK_READ") + "&order=" + order;
        while (address != null) {
            var page = page("johan", address);
            rows(page).forEach(row -> seen.add(referenceIn(row)));
            var link = FURTHER.matcher(page);
            address = link.find() ? link.group(1).replace("&amp;", "&") : null;
        }

        assertThat(seen).hasSameSizeAs(written).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void beginsAnewWhereTheMarkOfAPageIsNone() throws Exception {
        note("naledi", "TASK_READ");

        for (var mark : List.of(
                "x",
                "1_2_3",
                "",
                "99999999999999999999_PI-7K3M-9QXW-C2TD_1",
                "9223372036854775807_PI-7K3M-9QXW-C2TD_1")) {
            web.perform(get(ask("user", "naledi")).param("after", mark).principal(() -> "johan"))
                    .andExpect(status().isOk());
        }
    }

    /** Half past eleven at night in Cape Town is half past nine in the evening elsewhere; an hour later is another day. */
    @Test
    void countsTheDaysOfSouthAfrica() throws Exception {
        var today = today();
        clock.advance(Duration.between(clock.instant(), at(today.plusDays(1), "23:30")));
        note("naledi", "TASK_READ");
        clock.advance(Duration.ofHours(1));
        note("naledi", "CONSENTS_READ");

        assertThat(rows(page("johan", of(today.plusDays(1), today.plusDays(1)) + "&user=naledi")))
                .singleElement()
                .asString()
                .contains("Task read");
        assertThat(rows(page("johan", of(today.plusDays(2), today.plusDays(2)) + "&user=naledi")))
                .singleElement()
                .asString()
                .contains("Consents of a person read");
        assertThat(page(
                        "johan",
                        DIARY + "?month=" + today.plusDays(2).toString().substring(0, 7)))
                .contains(Kind.DATE.words(today.plusDays(2)));
    }

    @Test
    void countsByDayAndUserInTheDiary() throws Exception {
        note("naledi", "TASK_READ");
        note("naledi", "TASK_READ");
        note("johan", "CONSENTS_READ");
        var day = today();

        var diary = page("johan", DIARY);

        assertThat(diary).containsPattern("(?s)Somebody naledi</a></dt>\\s*<dd><div>2 × Task read<");
        assertThat(diary).containsPattern("(?s)Somebody johan</a></dt>\\s*<dd><div>1 × Consents of a person read<");
        assertThat(diary).contains("/desk/reports/activity?from=%s&amp;to=%s&amp;user=naledi".formatted(day, day));
        assertThat(rows(page("johan", of(day, day) + "&user=naledi"))).hasSize(2);
    }

    /** A name is said to who oversees the organisation in which its owner did something, and to nobody else. */
    @Test
    void namesNobodyOfAnotherOrganisationWhateverElseIsWrong() throws Exception {
        for (var wrong : List.of("?from=x&to=&user=", "/file?type=EXE&user=", "/file?type=EXE&from=x&user=")) {
            assertThat(page("johan", REPORT + wrong + "imran"))
                    .contains("id=\"", "-wrong\" role=\"alert\"", "selected=\"selected\">imran</option>")
                    .doesNotContain("Somebody imran");
            // one that nobody has looks the same
            assertThat(page("johan", REPORT + wrong + "nobody")).contains("selected=\"selected\">nobody</option>");
        }
        assertThat(page("johan", REPORT + "?from=x&to=&user=%3Cb%3E"))
                .contains(">&lt;b&gt;</option>")
                .doesNotContain("<b>");
        activity.record(
                Fact.of(Reference.random(), "WORDING_APPROVED").by("admin").with("organisation", "of-abc-motors"));
        assertThat(page("johan", REPORT + "/file?type=EXE&user=admin")).contains(">Somebody admin</option>");
        assertThat(page("imran", REPORT + "?from=x&to=&user=admin")).doesNotContain("Somebody admin");
    }

    @Test
    void notesWhoeverBeginsAtAMarkOfTheirOwnMaking() throws Exception {
        note("naledi", "TASK_READ");
        var before = notedPages();

        assertThat(rows(page("johan", ask("user", "naledi") + "&after=9000000000000000_PI-7K3M-9QXW-C2TD_1")))
                .hasSize(1);

        assertThat(notedPages()).isEqualTo(before + 1);
    }

    private int notedPages() {
        return database.sql("select count(*) from fact where kind = 'ACTIVITY_READ' and actor = 'johan'")
                .query(Integer.class)
                .single();
    }

    @Test
    void notesWhoReadEachOfItsPages() throws Exception {
        for (int i = 0; i <= ActivityReportController.PAGE; i++) {
            note("naledi", "TASK_READ");
        }
        var first = page("johan", ask("kind", "TASK_READ"));
        var link = FURTHER.matcher(first);
        assertThat(link.find()).isTrue();
        page("johan", link.group(1).replace("&amp;", "&"));
        page("johan", DIARY);
        text("johan", REPORT + "/file?type=CSV");
        page("johan", ask("from", "nonsense"));

        assertThat(database.sql("select kind || ' ' || actor || ' ' || detail from fact where kind like '%Y_READ'"
                                + " order by at")
                        .query(String.class)
                        .list())
                .hasSize(4)
                .allMatch(fact -> fact.contains(" johan ") && fact.contains("organisation=of-abc-motors"))
                .anyMatch(fact -> fact.contains("as=page;from="))
                .anyMatch(fact -> fact.contains("as=csv;from="))
                .anyMatch(fact -> fact.startsWith("DIARY_READ johan as=page;month="));
        assertThat(page("johan", REPORT)).contains("Activity report read", "Diary read");
    }

    @Test
    void keepsTheLinesOfADeIdentifiedPersonAndSaysNothingOfThem() throws Exception {
        var reference = altered();
        var number = numberOf(FRED.value());
        assertThat(listed("johan")).contains("customer " + number);

        stage.carryThrough(FRED);

        assertThat(listed("johan"))
                .contains(reference.value(), "Alteration asked for", "Record de-identified")
                .doesNotContain("customer ", "" + number, "/desk/consents/", "Basset", FRED.value());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from|''|Say from which day on.",
                "to|''|Say up to which day.",
                "from|2026-02-29|There is no such day.",
                "to|99999-01-01|There is no such day.",
                "to|2001-01-01|The last day is before the first one.",
                "from|2001-01-01|That is more than a year.",
                "kind|RECORD_POLISHED|There is no activity “RECORD_POLISHED”.",
                "kind|<b>|There is no activity “&lt;b&gt;”.",
                "user|mallory|No “mallory” did anything in these days.",
                "user|a;drop|No “a;drop” did anything in these days."
            })
    void saysBesideTheFieldWhatIsWrongAndLosesNothing(String field, String typed, String why) throws Exception {
        var beside = field.equals("from") && why.startsWith("That") ? "to" : field;
        var page = refuses(beside, ask(field, typed), why);

        assertThat(page).contains("<option value=\"oldest\" selected=\"selected\"");
        if (field.equals("from") || field.equals("to")) {
            assertThat(page).contains("name=\"%s\"".formatted(field), "value=\"%s\"".formatted(typed));
        }
    }

    @Test
    void takesNoCharacterThatTheDatabaseCannotStore() throws Exception {
        for (var field : List.of("from", "to", "kind", "user", "order", "after")) {
            var answer = web.perform(get(URI.create(ask(field, "\0x"))).principal(() -> "johan"))
                    .andReturn()
                    .getResponse()
                    .getStatus();

            assertThat(answer).as(field).isIn(200, 400);
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "2026", "2026-13", "99999-01", "-1"})
    void saysBesideTheMonthWhatIsWrong(String month) throws Exception {
        for (var address : List.of(DIARY, DIARY + "/file?type=CSV")) {
            web.perform(get(address).param("month", month).principal(() -> "johan"))
                    .andExpect(status().isBadRequest())
                    .andExpect(content().string(containsString("id=\"month-wrong\"")))
                    .andExpect(content().string(containsString("value=\"" + month + "\"")));
        }
    }

    @Test
    void handsOverWhatIsAskedAsAFile() throws Exception {
        note("naledi", "TASK_READ");
        note("johan", "CONSENTS_READ");

        for (var type : FileType.values()) {
            for (var address : List.of(REPORT, DIARY)) {
                web.perform(get(address + "/file").param("type", type.name()).principal(() -> "johan"))
                        .andExpect(status().isOk())
                        .andExpect(content().contentType(type.media()))
                        .andExpect(header().string("Content-Disposition", containsString("." + type.ending())));
            }
        }
        assertThat(text("johan", ask("user", "naledi").replace("?", "/file?type=CSV&")))
                .contains("Task read", "Somebody naledi")
                .doesNotContain("Consents of a person read");
        web.perform(get(REPORT + "/file?type=EXE").principal(() -> "johan"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("There is no such file.")));
    }

    @Test
    void refusesAFileThatIsTooLongAndSaysWhatToDo() throws Exception {
        many(Bounds.OF_PAPER + 1);

        refuses("from", ask("kind", "TASK_READ").replace("?", "/file?type=PDF&"), "There are more than 1,000 lines");
        assertThat(database.sql("select count(*) from fact where kind = 'ACTIVITY_READ'")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(text("johan", ask("kind", "TASK_READ").replace("?", "/file?type=CSV&"))
                        .lines())
                .hasSizeGreaterThan(Bounds.OF_PAPER);
    }

    @Test
    void takesAsManyLinesAsItSays() throws Exception {
        many(Bounds.OF_PAPER);

        web.perform(get(ask("kind", "TASK_READ").replace("?", "/file?type=PDF&"))
                        .principal(() -> "johan"))
                .andExpect(status().isOk());
    }

    /** Where the rows come from does not matter: what is filed is read. */
    private void many(int number) {
        database.sql("insert into fact (reference, number, at, kind, actor, detail, previous, hash)"
                        + " select 'PI-0000-0000-' || lpad(n::text, 4, '0'), 1, :at, 'TASK_READ', 'naledi', '', '', ''"
                        + " from generate_series(1, :number) n")
                .param("at", Timestamp.from(clock.instant()))
                .param("number", number)
                .update();
    }

    private String refuses(String field, String address, String why) throws Exception {
        return web.perform(get(URI.create(address + (address.contains("order=") ? "" : "&order=oldest")))
                        .principal(() -> "johan"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("id=\"" + field + "-wrong\" role=\"alert\">" + why)))
                .andExpect(content().string(not(containsString("<td"))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private String listed(String reader) throws Exception {
        return String.join("\n", rows(page(reader, REPORT)));
    }

    private String page(String reader, String address) throws Exception {
        return text(reader, address);
    }

    private String text(String reader, String address) throws Exception {
        return web.perform(get(URI.create(address)).principal(() -> reader))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    /** The question of these days, but for one field. */
    private String ask(String field, String typed) {
        var fields = new LinkedHashMap<>(Map.of("from", today().minusDays(3).toString(), "to", today().toString()));
        fields.put(field, typed);
        var query = new StringBuilder(REPORT);
        fields.forEach((name, value) -> query.append(query.length() == REPORT.length() ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return query.toString();
    }

    private static String of(LocalDate from, LocalDate to) {
        return REPORT + "?from=" + from + "&to=" + to;
    }

    private static List<String> rows(String page) {
        return Pattern.compile("(?s)<tr>\\s*<td>.*?</tr>")
                .matcher(page)
                .results()
                .map(found -> found.group())
                .toList();
    }

    private static String referenceIn(String row) {
        var found = Pattern.compile("PI(-[0-9A-Z]{4}){3}").matcher(row);
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private LocalDate today() {
        return Deadlines.dayOf(clock.instant());
    }

    private static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(Day.ZONE).toInstant();
    }

    private String note(String by, String kind) {
        var reference = Reference.random();
        activity.record(Fact.of(reference, kind).by(by));
        return reference.value();
    }

    private long numberOf(String address) {
        return database.sql("select number from contact where email = ? and organisation = 'abc-motors'")
                .param(address)
                .query(Long.class)
                .single();
    }

    /** Fred's surname, everywhere. */
    private Reference altered() {
        var process = stage.alter(FRED, Map.of(Field.SURNAME, "Hound"));
        stage.work();
        stage.answerEverywhere(process, Map.of("SURNAME", "DONE"));
        stage.pass(Duration.ofHours(25));
        return Stage.reference(process);
    }
}
