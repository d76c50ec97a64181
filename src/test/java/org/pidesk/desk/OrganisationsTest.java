package org.pidesk.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
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

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pidesk.PiDeskTest;
import org.pidesk.activity.ActivityLog;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.OrganisationChangedMeanwhile;
import org.pidesk.organisation.Organisations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** The pages of organisations: who makes them, and what is kept of it. */
@PiDeskTest
class OrganisationsTest {
    static final Map<String, String> KAROO = Map.ofEntries(
            Map.entry("id", "karoo-bakkies"),
            Map.entry("name", "Karoo Bakkies"),
            Map.entry("physicalAddress", "3 Church Street, Prince Albert, 6930"),
            Map.entry("email", "privacy@karoo.example"),
            Map.entry("phone", "023 555 0100"),
            Map.entry("whatsapp", "082 555 0100"),
            Map.entry("privacyPolicy", "https://karoo.example/privacy"),
            Map.entry("informationOfficer", "Officer@karoo.example"),
            Map.entry("sites", "Privacy.karoo.example\r\n\r\nkaroo.example\r\n"),
            Map.entry("keyContacts", "Anele Dlamini, anele@karoo.example\r\nBotha, Jan, jan@karoo.example"),
            Map.entry("pauseHours", "48"),
            Map.entry("factsInMails", "YES"),
            Map.entry("evidenceYears", "5"));

    private static final String PAGE = "/desk/organisations";
    private static final Pattern EDITION = Pattern.compile("name=\"edition\" value=\"([^\"]*)\"");
    private static final OrganisationId ID = new OrganisationId("karoo-bakkies");

    @Autowired
    Rehearsing stage;

    @Autowired
    Organisations organisations;

    @Autowired
    IdentityService identities;

    @Autowired
    ActivityLog activity;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transactions;

    private final MockMvc web;

    OrganisationsTest(@Autowired WebApplicationContext context) {
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
    }

    @Test
    void areThereForAdministratorsOnly() throws Exception {
        for (var page : List.of("", "/new", "/abc-motors", "/abc-motors/edit")) {
            open(PAGE + page, ADA).andExpect(status().isOk());
            for (var other : List.of(BERTHA, CARA)) {
                open(PAGE + page, other).andExpect(status().isNotFound());
            }
        }
        for (var other : List.of(BERTHA, CARA)) {
            send(PAGE, KAROO, other).andExpect(status().isNotFound());
            send(PAGE + "/abc-motors", KAROO, other).andExpect(status().isNotFound());
        }

        assertThat(organisations.find(ID)).isEmpty();
        assertThat(abc().name()).isEqualTo("ABC Motors");
    }

    @Test
    void knowNoOrganisationThatThereNeverWas() throws Exception {
        for (var page : List.of("/nowhere", "/nowhere/edit", "/-")) {
            open(PAGE + page, ADA).andExpect(status().isNotFound());
        }
        send(PAGE + "/nowhere", KAROO, ADA).andExpect(status().isNotFound());
    }

    @Test
    void makeAnOrganisationWithAllThatWasTyped() throws Exception {
        send(PAGE, KAROO, ADA).andExpect(redirectedUrl(PAGE + "/karoo-bakkies"));

        var made = organisations.get(ID);
        assertThat(made)
                .extracting(
                        Organisation::name,
                        Organisation::physicalAddress,
                        one -> one.email().value(),
                        Organisation::phone,
                        Organisation::whatsapp,
                        Organisation::privacyPolicy,
                        one -> one.informationOfficer().value(),
                        Organisation::pause,
                        Organisation::factsInMails,
                        Organisation::evidenceYears)
                .containsExactly(
                        "Karoo Bakkies",
                        "3 Church Street, Prince Albert, 6930",
                        "privacy@karoo.example",
                        "023 555 0100",
                        "082 555 0100",
                        "https://karoo.example/privacy",
                        "officer@karoo.example",
                        Duration.ofHours(48),
                        true,
                        5);
        assertThat(made.sites()).containsExactly("karoo.example", "privacy.karoo.example");
        assertThat(made.keyContacts())
                .containsExactlyInAnyOrder(
                        new Organisation.KeyContact("Anele Dlamini", "anele@karoo.example"),
                        new Organisation.KeyContact("Botha, Jan", "jan@karoo.example"));
        assertThat(identities.createTenantQuery().tenantId("karoo-bakkies").count())
                .isOne();
        assertThat(identities.createGroupQuery().groupId("karoo-bakkies-staff").count())
                .isOne();
        open(PAGE, ADA).andExpect(content().string(containsString("/karoo-bakkies/pi")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id | '' | Write its short name",
                "id | Karoo | small letters, digits and hyphens",
                "id | new | kept for pages of pi-desk",
                "id | abc-motors | There is an organisation of this short name",
                "name | ' ' | by which people know it",
                "physicalAddress | '' | at which people can call",
                "email | '' | that people can write to",
                "email | nowhere | like name@example.com",
                "phone | '' | that people can ring",
                "phone | call us | like 021 555 0100",
                "whatsapp | 1 | like 021 555 0100",
                "privacyPolicy | javascript:alert(1) | Write a link like",
                "privacyPolicy | http://karoo.example | Write a link like",
                "informationOfficer | nobody | like name@example.com",
                "sites | https://karoo.example/ | one host name on each line",
                "sites | abc.example | is another organisation’s",
                "keyContacts | Anele Dlamini | a comma, the email address",
                "keyContacts | Anele Dlamini, 082 555 0100 | ends with an email address",
                "pauseHours | 23 | from 24 to 168",
                "pauseHours | soon | from 24 to 168",
                "factsInMails | PERHAPS | Choose one",
                "evidenceYears | 11 | from 1 to 10"
            })
    void sayBesideTheFieldWhatIsWrong(String field, String typed, String why) throws Exception {
        send(PAGE + "/abc-motors", with(KAROO, "sites", "abc.example"), ADA).andExpect(status().isFound());

        send(PAGE, with(with(KAROO, "sites", ""), field, typed), ADA)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("id=\"" + field + "-wrong\"")))
                .andExpect(content().string(containsString(why)))
                .andExpect(content().string(containsString("Nothing that you typed is lost")));

        assertThat(organisations.find(ID)).isEmpty();
    }

    @Test
    void keepWhatWasTypedWhereSomethingElseIsWrong() throws Exception {
        send(PAGE, with(KAROO, "email", "nowhere"), ADA)
                .andExpect(content().string(containsString("value=\"nowhere\"")))
                .andExpect(content().string(containsString("value=\"Karoo Bakkies\"")))
                .andExpect(content().string(containsString("Anele Dlamini, anele@karoo.example")))
                .andExpect(content().string(containsString("value=\"YES\" selected")));
    }

    @Test
    void changeAllButTheShortName() throws Exception {
        send(PAGE + "/abc-motors", KAROO, ADA).andExpect(redirectedUrl(PAGE + "/abc-motors"));

        assertThat(organisations.find(ID)).isEmpty();
        assertThat(abc().name()).isEqualTo("Karoo Bakkies");
        assertThat(abc().keyContacts()).hasSize(2);
        assertThat(identities
                        .createTenantQuery()
                        .tenantId("abc-motors")
                        .singleResult()
                        .getName())
                .isEqualTo("Karoo Bakkies");

        var fewer = with(with(KAROO, "sites", "karoo.example"), "keyContacts", "Anele Dlamini, anele@karoo.example");
        send(PAGE + "/abc-motors", fewer, ADA).andExpect(redirectedUrl(PAGE + "/abc-motors"));

        assertThat(abc().sites()).containsExactly("karoo.example");
        assertThat(abc().keyContacts()).hasSize(1);
    }

    @Test
    void tellTheActivityLogWhichFieldsChangedAndNotWhatStoodThere() throws Exception {
        send(PAGE, KAROO, ADA);
        var reference = organisations.get(ID).reference();
        send(PAGE + "/karoo-bakkies", KAROO, ADA);
        assertThat(activity.of(reference)).hasSize(1);

        send(PAGE + "/karoo-bakkies", with(with(KAROO, "keyContacts", ""), "phone", "023 555 0199"), ADA);

        assertThat(activity.of(reference))
                .extracting(entry -> entry.fact().kind() + " " + entry.fact().actor() + " "
                        + entry.fact().detail())
                .containsExactly(
                        "ORGANISATION_REGISTERED ada {}",
                        "ORGANISATION_CHANGED ada {field=PHONE}",
                        "ORGANISATION_CHANGED ada {field=KEY_CONTACTS}");
        open(PAGE + "/karoo-bakkies", ADA)
                .andExpect(content().string(containsString("by Ada")))
                .andExpect(content().string(containsString("field: key contacts")));
    }

    /** One has the page open while another replaces what it shows. */
    @Test
    void bringNothingBackThatSomebodyReplacedMeanwhile() throws Exception {
        send(PAGE, KAROO, ADA);
        var page = PAGE + "/karoo-bakkies";
        var read = edition(page + "/edit");
        send(page, with(with(KAROO, "informationOfficer", "new@karoo.example"), "factsInMails", "NO"), ADA)
                .andExpect(redirectedUrl(page));

        var late = with(with(KAROO, "edition", read), "phone", "023 555 0199");
        var answer = send(page, late, ADA)
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Somebody else changed this organisation")))
                .andExpect(content().string(containsString("value=\"new@karoo.example\"")))
                .andExpect(content().string(containsString("value=\"NO\" selected")))
                .andExpect(content().string(containsString("You had here: Officer@karoo.example")))
                .andExpect(content().string(containsString("You had here: 023 555 0199")))
                .andExpect(content().string(not(containsString("You had here: Karoo Bakkies"))))
                .andReturn();

        assertThat(organisations.get(ID))
                .extracting(one -> one.informationOfficer().value(), Organisation::factsInMails, Organisation::phone)
                .containsExactly("new@karoo.example", false, "023 555 0100");
        var again = with(with(late, "informationOfficer", "new@karoo.example"), "factsInMails", "NO");
        send(page, with(again, "edition", editionIn(answer)), ADA).andExpect(redirectedUrl(page));
        assertThat(organisations.get(ID).phone()).isEqualTo("023 555 0199");
    }

    /** Who corrects a mistake has still read what stood when the page was opened. */
    @Test
    void keepWhatWasReadWhereSomethingIsWrong() throws Exception {
        send(PAGE, KAROO, ADA);
        var page = PAGE + "/karoo-bakkies";
        var read = edition(page + "/edit");
        send(page, with(KAROO, "phone", "023 555 0199"), ADA).andExpect(redirectedUrl(page));

        var wrong = send(page, with(with(KAROO, "edition", read), "email", "nowhere"), ADA)
                .andExpect(status().isBadRequest())
                .andReturn();

        assertThat(editionIn(wrong)).isEqualTo(read);
        send(page, with(KAROO, "edition", read), ADA).andExpect(status().isConflict());
        send(page, with(KAROO, "edition", ""), ADA).andExpect(status().isConflict());
        assertThat(organisations.get(ID).phone()).isEqualTo("023 555 0199");
    }

    /** Of two who send at once the second waits, and then finds what the first has changed. */
    @Test
    void areChangedByOneOfTwoWhoReadTheSame() throws Exception {
        send(PAGE, KAROO, ADA);
        var read = organisations.edition(ID);
        var late = new AtomicReference<CompletableFuture<Void>>();
        transactions.executeWithoutResult(status -> {
            organisations.change(ID, read, with(KAROO, "phone", "023 555 0199"), ADA);
            late.set(CompletableFuture.runAsync(
                    () -> organisations.change(ID, read, with(KAROO, "evidenceYears", "4"), ADA)));
            await().until(() -> database.sql("select count(*) from pg_locks where not granted")
                            .query(Integer.class)
                            .single()
                    > 0);
        });

        assertThatThrownBy(() -> late.get().join()).hasCauseInstanceOf(OrganisationChangedMeanwhile.class);
        assertThat(organisations.get(ID).phone()).isEqualTo("023 555 0199");
        assertThat(organisations.get(ID).evidenceYears()).isEqualTo(5);
    }

    private String edition(String form) throws Exception {
        return editionIn(open(form, ADA).andReturn());
    }

    private static String editionIn(MvcResult page) throws Exception {
        var edition = EDITION.matcher(page.getResponse().getContentAsString());
        assertThat(edition.find()).isTrue();
        return edition.group(1);
    }

    private Organisation abc() {
        return organisations.get(new OrganisationId("abc-motors"));
    }

    private ResultActions open(String page, String reader) throws Exception {
        return web.perform(get(page).principal(() -> reader));
    }

    /** As somebody does who has just opened the page, unless they say what they have read. */
    private ResultActions send(String address, Map<String, String> typed, String author) throws Exception {
        var form = post(address).principal(() -> author);
        typed.forEach(form::param);
        if (!typed.containsKey("edition")) {
            organisations.all().stream()
                    .filter(one -> address.endsWith("/" + one.id()))
                    .forEach(one -> form.param("edition", organisations.edition(one.id())));
        }
        return web.perform(form);
    }

    private static Map<String, String> with(Map<String, String> typed, String field, String otherwise) {
        var changed = new HashMap<>(typed);
        changed.put(field, otherwise);
        return changed;
    }
}
