package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.pidesk.sandbox.SamplePeople.THANDI;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.OnePage;
import org.pidesk.PiDeskTest;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Evidence;
import org.pidesk.consent.Interest;
import org.pidesk.consent.Interests;
import org.pidesk.consent.MarketingConsent.Ground;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Channel;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Staff enter what people said to marketing, with what shows it. */
@PiDeskTest
class ConsentsPageTest {
    private static final String PAGE = "/desk/consents";
    private static final String NALEDI = "naledi";
    private static final String JOHAN = "johan";
    private static final String ZANELE = "zanele";
    private static final String ADA = "ada";
    private static final byte[] PAPER = OnePage.pdf();
    private static final String READY = "marketing/ready-2026-12";
    private static final String OWN =
            "I agree that {organisation}, {address}, writes to me of its cars. I end it at {contact}.";

    @Autowired
    SamplePeople people;

    @Autowired
    StaffMembers staff;

    @Autowired
    Contacts contacts;

    @Autowired
    Consents consents;

    @Autowired
    Interests interests;

    @Autowired
    StaffWords words;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient database;

    private final MockMvc web;
    private String cars;

    ConsentsPageTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void everybodyIsHere() {
        people.moveIn();
        staff.register(Hires.member(NALEDI, "Naledi", Role.DEALERSHIP_STAFF, ABC_MOTORS), "a password of a test");
        staff.register(Hires.member(JOHAN, "Johan", Role.COMPLIANCE_MANAGER, ABC_MOTORS), "a password of a test");
        staff.register(Hires.member(ZANELE, "Zanele", Role.DEALERSHIP_STAFF, SEA_POINT_CARS), "a password of a test");
        staff.register(Hires.member(ADA, "Ada", Role.ADMINISTRATOR, null), "a password of a test");
        cars = interests.add(ABC_MOTORS, "New cars", "New models and test drives.", JOHAN);
    }

    @Test
    void findsARecordAndLeavesAFact() throws Exception {
        web.perform(post(PAGE + "/find").param("what", FRED.value()).principal(() -> NALEDI))
                .andExpect(content().string(containsString("Fred Basset")));
        web.perform(post(PAGE + "/find").param("what", "nobody@example.com").principal(() -> NALEDI))
                .andExpect(status().isUnprocessableEntity());

        var said = "naledi found=%d;organisation=of-abc-motors;page=CONSENTS";
        assertThat(LoggedSearches.in(database)).containsExactly(said.formatted(1), said.formatted(0));
    }

    @Test
    void saysThatAYesWithoutProofCountsForNothing() throws Exception {
        open(NALEDI, THANDI)
                .andExpect(content().string(containsString("Never asked")))
                .andExpect(content().string(containsString("nothing shows it")));
        assertThat(facts("CONSENTS_READ")).isOne();
    }

    /** A form that is not taken shows the whole sheet: whoever leaves it empty has read that. */
    @Test
    void leavesAFactWhereverTheSheetIsShown() throws Exception {
        for (var form : List.of("/yes", "/no")) {
            web.perform(post(at(THANDI) + form).principal(() -> NALEDI))
                    .andExpect(status().isUnprocessableEntity())
                    .andExpect(content().string(containsString("Never asked")));
        }
        assertThat(facts("CONSENTS_READ")).isEqualTo(2);

        no("EMAIL", cars, "Phoned this morning.").andExpect(redirectedUrl(at(THANDI) + "?noted"));
        assertThat(facts("CONSENTS_READ")).isEqualTo(2);
    }

    @Test
    void takesAYesThatWasSaidFaceToFace() throws Exception {
        yes(THANDI, "VERBAL", "At the counter, on Saturday.").andExpect(redirectedUrl(at(THANDI) + "?noted"));

        open(NALEDI, THANDI)
                .andExpect(content().string(containsString("face to face")))
                .andExpect(content().string(containsString("taken by Naledi")))
                .andExpect(content().string(containsString("words marketing/ready-2026-12")))
                .andExpect(content().string(containsString("May be sent")))
                .andExpect(content().string(containsString("Subscribed")));
        assertThat(consents.mayMarket(of(THANDI), Channel.EMAIL, cars)).isTrue();
    }

    @Test
    void takesASignedPaperAndHandsItOverAsAFile() throws Exception {
        web.perform(multipart(at(THANDI) + "/yes")
                        .file(new MockMultipartFile("paper", "../x.html", "text/html", PAPER))
                        .param("channel", "EMAIL")
                        .param("evidence", "PAPER")
                        .param("wording", "OTHER")
                        .principal(() -> NALEDI))
                .andExpect(redirectedUrl(at(THANDI) + "?noted"));
        var reference = consents.of(of(THANDI)).get(0).evidence().reference();

        web.perform(get(at(THANDI) + "/papers/" + reference).principal(() -> JOHAN))
                .andExpect(status().isOk())
                .andExpect(header().string(
                                "Content-Disposition", "attachment; filename=\"consent-" + reference + ".pdf\""))
                .andExpect(content().contentType("application/pdf"))
                .andExpect(content().bytes(PAPER));
        assertThat(facts("CONSENT_PAPER_OPENED")).isOne();
        web.perform(get(at(FRED) + "/papers/" + reference).principal(() -> JOHAN))
                .andExpect(status().isNotFound());
        web.perform(get(at(THANDI) + "/papers/" + reference).principal(() -> ZANELE))
                .andExpect(status().isNotFound());
    }

    @Test
    void claimsNoWordsThatNobodyChose() throws Exception {
        onPaper("", "")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Say which words")));
        onPaper("opt-in-question/ready-2026-12", "").andExpect(status().isUnprocessableEntity());
        assertThat(consents.history(of(THANDI))).isEmpty();

        onPaper("OTHER", "").andExpect(redirectedUrl(at(THANDI) + "?noted"));

        var shown = consents.of(of(THANDI)).get(0).evidence();
        assertThat(shown.wording()).isNull();
        assertThat(shown.saidOn()).isEqualTo(LocalDate.now(clock));
        open(NALEDI, THANDI).andExpect(content().string(not(containsString("words marketing/"))));
    }

    @Test
    void saysOnWhichDayAPaperWasSigned() throws Exception {
        var today = LocalDate.now(clock);
        onPaper(READY, today.plusDays(1).toString())
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("still to come")));
        onPaper(READY, "yesterday").andExpect(status().isUnprocessableEntity());

        onPaper(READY, today.minusDays(40).toString()).andExpect(redirectedUrl(at(THANDI) + "?noted"));

        open(NALEDI, THANDI)
                .andExpect(content()
                        .string(allOf(
                                containsString("signed"),
                                containsString(" on " + words.day(today.minusDays(40))),
                                containsString("words " + READY))));
    }

    private ResultActions onPaper(String wording, String day) throws Exception {
        return web.perform(multipart(at(THANDI) + "/yes")
                .file(new MockMultipartFile("paper", "x.pdf", "application/pdf", PAPER))
                .param("channel", "EMAIL")
                .param("evidence", "PAPER")
                .param("wording", wording)
                .param("day", day)
                .principal(() -> NALEDI));
    }

    @Test
    void refusesWhatIsMissingAndKeepsWhatWasTyped() throws Exception {
        yes(THANDI, "VERBAL", "")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Say in a sentence what shows it")));
        yes(THANDI, "DOUBLE_OPT_IN", "She confirmed it, I think.").andExpect(status().isUnprocessableEntity());
        yes(THANDI, "PAPER", "She signed it.")
                .andExpect(content().string(containsString("Upload the signed document.")))
                .andExpect(content().string(containsString("She signed it.")));

        assertThat(consents.history(of(THANDI))).isEmpty();
    }

    @Test
    void keepsWhatIsNotedOfAPaper() throws Exception {
        web.perform(yes("PAPER", READY, "Signed by her daughter, with a mandate.")
                        .file(scan()))
                .andExpect(redirectedUrl(at(THANDI) + "?noted"));

        open(NALEDI, THANDI).andExpect(content().string(containsString("Signed by her daughter, with a mandate.")));
        web.perform(yes("PAPER", READY, "x".repeat(201)).file(scan()))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Use 200 characters at most")));
    }

    @Test
    void dropsNoDocumentThatNobodyWouldEverSee() throws Exception {
        for (var how : List.of("VERBAL", "RECORDED_CALL", "SALE")) {
            web.perform(yes(how, how.equals("SALE") ? "" : READY, "At the counter, on Saturday.")
                            .file(scan()))
                    .andExpect(status().isUnprocessableEntity())
                    .andExpect(content().string(containsString("A document is taken with a signed paper only")));
        }
        assertThat(consents.history(of(THANDI))).isEmpty();

        // a browser sends an empty part where no file was chosen
        web.perform(yes("VERBAL", READY, "At the counter, on Saturday.")
                        .file(new MockMultipartFile("paper", "", "application/octet-stream", new byte[0])))
                .andExpect(redirectedUrl(at(THANDI) + "?noted"));
    }

    @Test
    void keepsTheDayOfASaleAndClaimsNoWordsOfIt() throws Exception {
        var day = LocalDate.now(clock).minusDays(3);
        var sale = "Told of it in the contract.";
        web.perform(yes("SALE", READY, sale))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("agreed to no words")));
        assertThat(consents.history(of(THANDI))).isEmpty();

        web.perform(yes("SALE", "", sale).param("day", day.toString())).andExpect(redirectedUrl(at(THANDI) + "?noted"));

        var shown = consents.of(of(THANDI)).get(0).evidence();
        assertThat(shown.saidOn()).isEqualTo(day);
        assertThat(shown.note()).isEqualTo(sale);
    }

    private static MockMultipartFile scan() {
        return new MockMultipartFile("paper", "x.pdf", "application/pdf", PAPER);
    }

    @Test
    void takesANoAtOnce() throws Exception {
        consents.give(
                of(THANDI),
                Channel.EMAIL,
                cars,
                Ground.CONSENT,
                Evidence.of(Evidence.Kind.DOUBLE_OPT_IN).worded("marketing/1"));

        web.perform(post(at(THANDI) + "/no")
                        .param("channel", "ALL")
                        .param("note", "Phoned this morning.")
                        .principal(() -> NALEDI))
                .andExpect(redirectedUrl(at(THANDI) + "?noted"));

        assertThat(consents.mayMarket(of(THANDI), Channel.EMAIL, cars)).isFalse();
        open(NALEDI, THANDI).andExpect(content().string(not(containsString("May be sent"))));
    }

    @Test
    void keepsInEachFormWhatWasTypedIntoIt() throws Exception {
        var refused = no("EMAIL", cars, "Told")
                .andExpect(status().isUnprocessableEntity())
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(chosen(refused, "no-channel")).isEqualTo("EMAIL");
        assertThat(chosen(refused, "no-interest")).isEqualTo(cars);
        assertThat(refused).contains("value=\"Told\"");
        assertThat(chosen(refused, "yes-channel")).isEmpty();
        assertThat(chosen(refused, "yes-interest")).isEmpty();

        refused = yes(THANDI, "VERBAL", "Told").andReturn().getResponse().getContentAsString();

        assertThat(chosen(refused, "yes-channel")).isEqualTo("EMAIL");
        assertThat(chosen(refused, "yes-interest")).isEqualTo(cars);
        assertThat(chosen(refused, "no-channel")).isEmpty();
        assertThat(chosen(refused, "no-interest")).isEmpty();
    }

    /** As a browser does: without a choice it is the first. */
    private static String chosen(String page, String list) {
        var options = page.substring(page.indexOf("id=\"" + list + "\""));
        options = options.substring(0, options.indexOf("</select>"));
        var chosen = Pattern.compile("value=\"([^\"]*)\" selected").matcher(options);
        return chosen.find() ? chosen.group(1) : first(options);
    }

    private static String first(String options) {
        var first = Pattern.compile("<option value=\"([^\"]*)\"").matcher(options);
        assertThat(first.find()).isTrue();
        return first.group(1);
    }

    @Test
    void endsNoMoreThanWasSaid() throws Exception {
        no("", "", "Phoned this morning.")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("Choose by which way.")));
        no("ALL", cars, "Phoned this morning.")
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("choose all marketing, or one way")));
        assertThat(consents.history(of(THANDI))).isEmpty();

        no("EMAIL", cars, "Phoned this morning.").andExpect(redirectedUrl(at(THANDI) + "?noted"));

        assertThat(consents.refusals(of(THANDI))).containsExactly(new Consents.Refusal(Channel.EMAIL, cars));
    }

    private ResultActions no(String channel, String interest, String note) throws Exception {
        return web.perform(post(at(THANDI) + "/no")
                .param("channel", channel)
                .param("interest", interest)
                .param("note", note)
                .principal(() -> NALEDI));
    }

    @Test
    void isThereForThoseOfTheOrganisationAlone() throws Exception {
        open(ZANELE, THANDI).andExpect(status().isNotFound());
        open(ADA, THANDI).andExpect(status().isNotFound());
        web.perform(post(at(THANDI) + "/no").principal(() -> ZANELE)).andExpect(status().isNotFound());
        web.perform(get(PAGE + "/" + UUID.randomUUID()).principal(() -> NALEDI)).andExpect(status().isNotFound());
        web.perform(get(PAGE).principal(() -> ADA)).andExpect(status().isNotFound());
        assertThat(facts("CONSENTS_READ")).isZero();
    }

    @Test
    void letsComplianceManagersKeepTheInterests() throws Exception {
        web.perform(post("/desk/interests")
                        .param("name", "Workshop")
                        .param("purpose", "When a service is due.")
                        .principal(() -> NALEDI))
                .andExpect(status().isForbidden());
        web.perform(post("/desk/interests")
                        .param("name", "Workshop")
                        .param("purpose", "When a service is due.")
                        .principal(() -> JOHAN))
                .andExpect(redirectedUrl("/desk/interests?done"));
        web.perform(post("/desk/interests/workshop/close").principal(() -> JOHAN))
                .andExpect(redirectedUrl("/desk/interests?done"));

        web.perform(get("/desk/interests").principal(() -> NALEDI))
                .andExpect(content().string(containsString("Workshop")))
                .andExpect(content().string(containsString("Closed")))
                .andExpect(content().string(not(containsString("Add an interest"))));
        web.perform(post("/desk/interests/workshop/reopen").principal(() -> NALEDI))
                .andExpect(status().isForbidden());
        web.perform(post("/desk/interests/workshop/reopen").principal(() -> JOHAN))
                .andExpect(redirectedUrl("/desk/interests?done"));
        assertThat(interests.open(ABC_MOTORS)).extracting(Interest::code).contains("workshop");
        web.perform(post("/desk/interests").param("name", "").principal(() -> JOHAN))
                .andExpect(status().isUnprocessableEntity());
    }

    @Test
    void letsNobodyApproveTheirOwnWords() throws Exception {
        propose(JOHAN).andExpect(redirectedUrl("/desk/wordings?proposed"));
        approve(JOHAN, 1).andExpect(status().isUnprocessableEntity());

        propose(NALEDI).andExpect(redirectedUrl("/desk/wordings?proposed"));
        approve(NALEDI, 2).andExpect(status().isForbidden());
        approve(JOHAN, 2).andExpect(redirectedUrl("/desk/wordings?approved"));

        web.perform(get("/desk/wordings").principal(() -> NALEDI))
                .andExpect(content().string(containsString("marketing/2")))
                .andExpect(content().string(containsString("approved by Johan")));
    }

    private ResultActions propose(String by) throws Exception {
        return web.perform(post("/desk/wordings")
                .param("kind", "MARKETING")
                .param("text", OWN)
                .principal(() -> by));
    }

    private ResultActions approve(String by, int version) throws Exception {
        return web.perform(post("/desk/wordings/approve")
                .param("kind", "MARKETING")
                .param("version", Integer.toString(version))
                .principal(() -> by));
    }

    private ResultActions open(String who, Address address) throws Exception {
        return web.perform(get(at(address)).principal(() -> who));
    }

    private MockMultipartHttpServletRequestBuilder yes(String evidence, String wording, String note) {
        var form = multipart(at(THANDI) + "/yes");
        form.param("channel", "EMAIL")
                .param("interest", cars)
                .param("evidence", evidence)
                .param("wording", wording)
                .param("note", note)
                .principal(() -> NALEDI);
        return form;
    }

    private ResultActions yes(Address address, String evidence, String note) throws Exception {
        return web.perform(multipart(at(address) + "/yes")
                .param("channel", "EMAIL")
                .param("interest", cars)
                .param("evidence", evidence)
                .param("wording", READY)
                .param("note", note)
                .principal(() -> NALEDI));
    }

    private String at(Address address) {
        return PAGE + "/" + of(address);
    }

    private UUID of(Address address) {
        return contacts.heldAt(ABC_MOTORS, address).get(0).id();
    }

    private int facts(String kind) {
        return database.sql("select count(*) from fact where kind = ?")
                .param(kind)
                .query(Integer.class)
                .single();
    }
}
