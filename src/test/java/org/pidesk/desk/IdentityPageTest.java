package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.FREDS_MOBILE;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.PIETER;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.pidesk.sandbox.SamplePeople.THANDI;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Field;
import org.pidesk.identity.IdentityChecks;
import org.pidesk.identity.Proof;
import org.pidesk.identity.StaffChecks;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Token;
import org.pidesk.notice.Sender;
import org.pidesk.request.AlterationAsked;
import org.pidesk.request.Alterations;
import org.pidesk.request.Held;
import org.pidesk.request.Requests;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** A word that the person reads out, and what staff say about it. */
@PiDeskTest
class IdentityPageTest {
    private static final String PAGE = "/desk/identity";
    private static final String NALEDI = "naledi";
    private static final String SIPHO = "sipho";
    private static final String ADA = "ada";
    private static final AlterationAsked FREDS_NEW_NAME = new AlterationAsked(Map.of(Field.NAME, "Frederick"), null);
    private static final String HOW = "She showed her driving licence at the desk.";

    @Autowired
    SamplePeople people;

    @Autowired
    StaffMembers staff;

    @Autowired
    StaffChecks words;

    @Autowired
    IdentityChecks identity;

    @Autowired
    Requests requests;

    @Autowired
    Contacts contacts;

    @Autowired
    Alterations alterations;

    @Autowired
    Stage stage;

    @Autowired
    Sender sender;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    @Autowired
    ApplicationContext application;

    private final MockMvc web;

    IdentityPageTest(@Autowired WebApplicationContext context) {
        web = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @BeforeEach
    void everybodyIsThere() {
        people.moveIn();
        hire(NALEDI, Role.DEALERSHIP_STAFF, ABC_MOTORS);
        hire(SIPHO, Role.DEALERSHIP_STAFF, SEA_POINT_CARS);
        hire(ADA, Role.ADMINISTRATOR, null);
    }

    @Test
    void opensTheRecordOfWhomStaffHaveSeen() throws Exception {
        var proof = prove(THANDI);
        var word = word(proof);

        find(word, NALEDI)
                .andExpect(content().string(containsString("Thandi Nkosi")))
                .andExpect(content().string(containsString("t***@e***.com")))
                .andExpect(content().string(containsString("***0085")))
                .andExpect(content().string(not(containsString(THANDI.value()))));
        confirm(word, HOW, NALEDI, pseudonyms(proof)).andExpect(redirectedUrl(PAGE + "?done"));

        assertThat(held(proof).records()).singleElement().satisfies(row -> {
            assertThat(row.clear()).isTrue();
            assertThat(row.firstName()).isEqualTo("Thandi");
        });
    }

    @Test
    void opensARecordThatHasOneAddressOnly() throws Exception {
        var proof = prove(PIETER);

        confirm(word(proof), HOW, NALEDI, pseudonyms(proof)).andExpect(redirectedUrl(PAGE + "?done"));

        assertThat(held(proof).records()).singleElement().matches(Held.Row::clear);
    }

    /** Who reads the person's messages may have put an address of their own there, and proves both from now on. */
    @Test
    void opensNothingLaterByAnAddressThatWasAddedAndIsNotProvenAtTheDesk() throws Exception {
        stage.alter(PIETER, Map.of(Field.EMAIL, MALLORY.value()));
        stage.passThePause();
        var proof = prove(PIETER);

        confirm(word(proof), HOW, NALEDI, pseudonyms(proof)).andExpect(redirectedUrl(PAGE + "?done"));

        assertThat(held(proof).records()).singleElement().matches(Held.Row::clear);
        var both = new Proof(ABC_MOTORS, PIETER, clock.instant(), Set.of(MALLORY), false);
        assertThat(requests.heldFor(both).records()).singleElement().matches(row -> !row.clear());
    }

    @Test
    void opensOfASharedAddressOnlyTheRecordThatStaffTicked() throws Exception {
        var proof = prove(AISHA);
        var word = word(proof);
        confirm(word, HOW, NALEDI).andExpect(content().string(containsString("Tick the records")));

        confirm(word, HOW, NALEDI, pseudonyms(proof)[1]).andExpect(redirectedUrl(PAGE + "?done"));

        assertThat(held(proof).records()).extracting(Held.Row::clear).containsExactly(false, true);
    }

    @Test
    void sealsHowStaffKnewAndRecordsThatTheyDid() throws Exception {
        var proof = prove(THANDI);
        var before = rows("fact");

        confirm(word(proof), HOW, NALEDI, pseudonyms(proof));

        assertThat(rows("fact")).isEqualTo(before + 1);
        assertThat(database.sql("select kind || ' ' || actor || ' ' || detail from fact order by at desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("IDENTITY_CHECKED " + NALEDI + " ");
        assertThat(database.sql(
                                "select count(*) from vault_envelope where name = 'evidence:identity'"
                                        + " and keep_until is not null and position('licence' in encode(ciphertext, 'escape')) = 0")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void recordsWhoLookedAtWhomAWordLeadsToAndNeverTheWord() throws Exception {
        var word = word(prove(AISHA));
        find(word, NALEDI);
        find("ABCD-EFGH", NALEDI);
        confirm(word, HOW, NALEDI);
        confirm("ABCD-EFGH", HOW, NALEDI);
        find(word, SIPHO);
        find(word, ADA);

        var said = "naledi found=%d;organisation=of-abc-motors;page=IDENTITY";
        assertThat(LoggedSearches.in(database))
                .containsExactly(
                        said.formatted(2),
                        said.formatted(0),
                        said.formatted(2),
                        said.formatted(0),
                        "sipho found=0;organisation=of-sea-point-cars;page=IDENTITY");
        assertThat(LoggedSearches.found(database))
                .hasSize(4)
                .containsOnly(contacts.heldAt(ABC_MOTORS, AISHA).stream()
                        .map(record -> record.pseudonym().toString())
                        .toArray(String[]::new));
        assertThat(LoggedSearches.say(database, word, word.replace("-", ""), "ABCD-EFGH", AISHA.value()))
                .isFalse();
    }

    @Test
    void destroysWhatStaffWroteWithTheLastRecordThatItIsAbout() throws Exception {
        var thandi = prove(THANDI);
        confirm(word(thandi), HOW, NALEDI, pseudonyms(thandi));
        var aisha = prove(AISHA);
        confirm(word(aisha), HOW, NALEDI, pseudonyms(aisha));
        assertThat(evidence()).isEqualTo(2);

        var both = contacts.heldAt(ABC_MOTORS, AISHA);
        contacts.deIdentify(both.get(0).id());
        assertThat(evidence()).isEqualTo(2);
        contacts.deIdentify(both.get(1).id());

        assertThat(evidence()).isOne();
        assertThat(rows("identity_check")).isOne();
    }

    @Test
    void opensNoOtherRecordOnceTheTickedOneLeavesTheAddress() throws Exception {
        var proof = prove(AISHA);
        confirm(word(proof), HOW, NALEDI, pseudonyms(proof)[0]).andExpect(redirectedUrl(PAGE + "?done"));

        contacts.change(contacts.heldAt(ABC_MOTORS, AISHA).get(0).id(), Field.EMAIL, "aisha@new.example.com");

        assertThat(held(proof).records()).singleElement().matches(row -> !row.clear());
    }

    /** Who got hold of one address could keep its person from being seen for as long as they pleased. */
    @Test
    void notesWhoIsSeenThoughWhoeverProvedOneAddressIsChangingTheRecord() throws Exception {
        var reference = Stage.reference(takeFredsName());
        var proof = prove(FREDS_MOBILE);
        var word = word(proof);

        find(word, NALEDI)
                .andExpect(content().string(containsString("Mallory Jones")))
                .andExpect(content().string(containsString("Compare the papers with what stood before")))
                .andExpect(content().string(containsString("Name was Fred Basset")))
                .andExpect(content().string(containsString("It is still open")))
                .andExpect(content().string(containsString(reference.value())));
        confirm(word, HOW, NALEDI, pseudonyms(proof)).andExpect(redirectedUrl(PAGE + "?done"));

        assertThat(held(proof).records()).singleElement().matches(Held.Row::clear);
    }

    @Test
    void showsWhatStoodBeforeWhoeverProvedOneAddressChangedIt() throws Exception {
        var process = takeFredsName();
        stage.answerEverywhere(process, Map.of("NAME", "DONE", "SURNAME", "DONE"));
        var proof = prove(FREDS_MOBILE);

        find(word(proof), NALEDI)
                .andExpect(content().string(containsString("Compare the papers with what stood before")))
                .andExpect(content().string(containsString("Name was Fred Basset")))
                .andExpect(content().string(not(containsString("It is still open"))));
        assertThat(database.sql("select count(*) from fact where kind = 'CHANGE_READ' and actor = ? and reference = ?")
                        .params(NALEDI, process.getBusinessKey())
                        .query(Integer.class)
                        .single())
                .isOne();
        confirm(word(proof), HOW, NALEDI, pseudonyms(proof)).andExpect(redirectedUrl(PAGE + "?done"));

        clock.advance(Duration.ofDays(91));
        assertNothingIsInTheWay(prove(FREDS_MOBILE));
    }

    @Test
    void masksTheAddressThatStoodBefore() throws Exception {
        stage.alter(FREDS_MOBILE, Map.of(Field.EMAIL, MALLORY.value()));

        find(word(prove(FREDS_MOBILE)), NALEDI)
                .andExpect(content().string(containsString("Email was " + FRED.masked())))
                .andExpect(content().string(not(containsString(FRED.value()))));
    }

    @Test
    void isInNobodysWayWhoProvedBothAddresses() throws Exception {
        alterations.ask(
                new Proof(ABC_MOTORS, FREDS_MOBILE, clock.instant(), Set.of(FRED), false), FREDS_NEW_NAME, "test");
        stage.work();

        assertNothingIsInTheWay(prove(FREDS_MOBILE));
    }

    @Test
    void isInNobodysWayWhomStaffHadSeen() throws Exception {
        var proof = prove(FREDS_MOBILE);
        confirm(word(proof), HOW, NALEDI, pseudonyms(proof));
        alterations.ask(identity.proof(proof).orElseThrow(), FREDS_NEW_NAME, "test");
        stage.work();

        assertNothingIsInTheWay(prove(FREDS_MOBILE));
    }

    @Test
    void isInNobodysWayWhoChangedTheirMind() throws Exception {
        var process = stage.alter(FREDS_MOBILE, Map.of(Field.EMAIL, MALLORY.value()));
        requests.cancel(stage.proofOf(FREDS_MOBILE), Stage.reference(process));
        stage.work();

        assertNothingIsInTheWay(prove(FREDS_MOBILE));
    }

    private void assertNothingIsInTheWay(Token proof) throws Exception {
        var word = word(proof);
        find(word, NALEDI).andExpect(content().string(not(containsString("stood before"))));
        confirm(word, HOW, NALEDI, pseudonyms(proof)).andExpect(redirectedUrl(PAGE + "?done"));
        assertThat(held(proof).records()).allMatch(Held.Row::clear);
    }

    /** Mallory has Fred's telephone number, and writes her own name into his record. */
    private ProcessInstance takeFredsName() {
        var process = stage.alter(FREDS_MOBILE, Map.of(Field.NAME, "Mallory", Field.SURNAME, "Jones"));
        stage.work();
        return process;
    }

    private int evidence() {
        return database.sql("select count(*) from vault_envelope where name = 'evidence:identity'")
                .query(Integer.class)
                .single();
    }

    @Test
    void wantsASentenceAboutHowTheyKnow() throws Exception {
        var proof = prove(THANDI);

        confirm(word(proof), "ok", NALEDI, pseudonyms(proof))
                .andExpect(content().string(containsString("Say in a sentence how you know")));

        assertThat(held(proof).records()).noneMatch(Held.Row::clear);
    }

    @Test
    void countsALineEndOnceAndSaysWhatIsTooLong() throws Exception {
        var proof = prove(THANDI);
        var word = word(proof);

        confirm(word, "x".repeat(1001), NALEDI, pseudonyms(proof))
                .andExpect(content().string(containsString("Use 1000 characters at most.")));
        assertThat(held(proof).records()).noneMatch(Held.Row::clear);

        confirm(word, "x\r\n".repeat(499) + "xx", NALEDI, pseudonyms(proof)).andExpect(redirectedUrl(PAGE + "?done"));
        assertThat(held(proof).records()).allMatch(Held.Row::clear);
    }

    @Test
    void takesNoRecordThatIsNotAmongThem() throws Exception {
        var proof = prove(THANDI);
        var freds = pseudonyms(prove(FRED));

        confirm(word(proof), HOW, NALEDI, freds).andExpect(content().string(containsString("Tick the records")));

        assertThat(held(proof).records()).noneMatch(Held.Row::clear);
    }

    @Test
    void knowsNoWordOfAnotherOrganisation() throws Exception {
        var proof = prove(THANDI);
        var word = word(proof);

        find(word, SIPHO).andExpect(status().isUnprocessableEntity());
        confirm(word, HOW, SIPHO, pseudonyms(proof)).andExpect(status().isUnprocessableEntity());

        assertThat(held(proof).records()).noneMatch(Held.Row::clear);
    }

    @Test
    void isNotThereForAdministrators() throws Exception {
        web.perform(get(PAGE).principal(() -> ADA)).andExpect(status().isNotFound());
        web.perform(get(PAGE).principal(() -> NALEDI)).andExpect(status().isOk());
    }

    @Test
    void takesAWordOnceAndTheNewestOnlyAndForHalfAnHour() throws Exception {
        var proof = prove(THANDI);
        var former = word(proof);
        var word = word(proof);
        find(former, NALEDI).andExpect(status().isUnprocessableEntity());
        find(word.toLowerCase().replace("-", " "), NALEDI).andExpect(status().isOk());

        confirm(word, HOW, NALEDI, pseudonyms(proof)).andExpect(redirectedUrl(PAGE + "?done"));
        find(word, NALEDI).andExpect(status().isUnprocessableEntity());

        var late = word(proof);
        clock.advance(Duration.ofMinutes(31));
        find(late, NALEDI).andExpect(status().isUnprocessableEntity());
        assertThat(words.offer(proof)).isEmpty();
    }

    @Test
    void letsNobodyGuessWords() throws Exception {
        for (int i = 0; i < 60; i++) {
            find("ABCD-EFG" + i % 10, NALEDI).andExpect(status().isUnprocessableEntity());
        }

        find("ABCD-EFGH", NALEDI).andExpect(status().isTooManyRequests());
    }

    @Test
    void keepsNoWordReadable() {
        var word = word(prove(THANDI));

        assertThat(word).matches("[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}");
        assertThat(database.sql("select row_to_json(p)::text from identity_proof p")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(row -> row.contains(word) || row.contains(word.replace("-", "")));
    }

    @Test
    void hasNothingToOpenWhereNothingIsHeld() throws Exception {
        find(word(prove(MALLORY)), NALEDI).andExpect(content().string(containsString("There is nothing to open")));
    }

    private void hire(String username, Role role, OrganisationId organisation) {
        staff.register(Hires.member(username, username, role, organisation), "a long password for a test");
    }

    private Token prove(Address address) {
        var challenge = identity.ask(ABC_MOTORS, address, "196.25.1.7");
        sender.sendDue();
        return identity.answer(challenge, Received.by(application).code(address.value()), "196.25.1.7");
    }

    private String word(Token proof) {
        return words.offer(proof).orElseThrow().text();
    }

    private Held held(Token proof) {
        return requests.heldFor(identity.proof(proof).orElseThrow());
    }

    private String[] pseudonyms(Token proof) {
        return held(proof).records().stream()
                .map(row -> row.pseudonym().toString())
                .toArray(String[]::new);
    }

    private ResultActions find(String word, String who) throws Exception {
        return web.perform(post(PAGE).param("word", word).principal(() -> who));
    }

    private ResultActions confirm(String word, String how, String who, String... records) throws Exception {
        var form = post(PAGE + "/checked").param("word", word).param("how", how).principal(() -> who);
        return web.perform(records.length == 0 ? form : form.param("record", records));
    }

    private long rows(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }
}
