package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.request.LeftoverSearch.Hit;
import org.pidesk.request.LeftoverSearch.Needles;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

@PiDeskTest
class LeftoverSearchTest {
    private static final Reference CASE = new Reference("PI-7K3M-9QXW-C2TD");
    private static final String EMAIL = "thandi.m@example.com";
    private static final String MOBILE = "+27821234567";
    private static final long NUMBER = 19_713_571;
    private static final UUID THANDI = UUID.randomUUID();
    private static final Needles NEEDLES = new Needles(
            CASE,
            new OrganisationId("abc-motors"),
            List.of(Address.parse(EMAIL), Address.parse(MOBILE)),
            List.of(NUMBER),
            List.of("Thandi", "Mokoena"),
            List.of(THANDI),
            List.of());

    @Autowired
    LeftoverSearch search;

    @Autowired
    JdbcClient sql;

    @Autowired
    FlywayConnectionDetails owner;

    @BeforeEach
    void registerOrganisations() {
        for (var id : List.of("abc-motors", "xyz-motors")) {
            sql.sql(
                            "insert into organisation (id, name, physical_address, email, phone, information_officer, pause, reference)"
                                    + " values (?, 'Motors', '1 Main Road', ? || '@example.org', '0100000000', 'Sipho', '24 hours', ?)")
                    .params(id, id, id)
                    .update();
        }
    }

    @Test
    void findsNothingWhereNothingIs() {
        contact(THANDI, "abc-motors", null, null, 55_555_555);

        assertThat(search()).isEmpty();
    }

    @Test
    void findsWhatIsLeftWithTheEngine() {
        comment("she wrote from " + EMAIL);
        comment("082 123 4567");
        comment("customer " + NUMBER);
        comment("Aisha asked for the blue one");

        assertThat(search()).containsExactly(new Hit(CASE, "act_hi_comment", "message_", 3));
    }

    @Test
    void searchesEveryKindOfColumnOfATableThatNobodyToldItOf() throws SQLException {
        asOwner("create table \"Trial\" (a text, b varchar(99), c char(99), d json, e jsonb, f xml, g text[], h bigint,"
                + " i numeric, j bytea, k integer, l bytea, m uuid, n timestamptz)");
        try {
            sql.sql("insert into \"Trial\" values (:email, :email, :email, to_json(:email), to_jsonb(:email),"
                            + " xmlelement(name a, :email), array['x', :email], :number, :number,"
                            + " convert_to('caf\u00e9 ' || :email, 'UTF8'), :number, '\\xff00'::bytea || :email::bytea,"
                            + " gen_random_uuid(), now())")
                    .param("email", EMAIL)
                    .param("number", NUMBER)
                    .update();

            assertThat(search())
                    .extracting(Hit::table, Hit::column)
                    .extracting(Object::toString)
                    .containsExactly(
                            "(\"Trial\", \"a\")",
                            "(\"Trial\", \"b\")",
                            "(\"Trial\", \"c\")",
                            "(\"Trial\", \"d\")",
                            "(\"Trial\", \"e\")",
                            "(\"Trial\", \"f\")",
                            "(\"Trial\", \"g\")",
                            "(\"Trial\", \"h\")",
                            "(\"Trial\", \"i\")",
                            "(\"Trial\", \"j\")",
                            "(\"Trial\", \"k\")",
                            "(\"Trial\", \"l\")");
        } finally {
            asOwner("drop table \"Trial\"");
        }
    }

    @Test
    void searchesTheEnginesVariables() {
        sql.sql("insert into act_hi_varinst (id_, name_, rev_, text_, long_) values ('1', 'reference', 1, ?, ?)")
                .params("to " + EMAIL, NUMBER)
                .update();

        assertThat(search())
                .containsExactly(
                        new Hit(CASE, "act_hi_varinst", "long_", 1), new Hit(CASE, "act_hi_varinst", "text_", 1));
    }

    @Test
    void takesNoDurationOfTheEngineForANumber() {
        sql.sql("insert into act_hi_procinst (id_, proc_inst_id_, proc_def_id_, start_time_, duration_)"
                        + " values ('1', '1', '1', now(), ?)")
                .param(NUMBER)
                .update();

        assertThat(search()).isEmpty();
    }

    @Test
    void findsWhatIsLeftInTheRecordItself() {
        contact(THANDI, "abc-motors", "Thandi", EMAIL, NUMBER);

        assertThat(search()).extracting(Hit::column).containsExactly("email", "first_name", "number");
    }

    @Test
    void findsANameInTheRowsOfTheRecord() {
        contact(THANDI, "abc-motors", null, null, 1);
        lead(THANDI, "THANDI wants the blue one");

        assertThat(search()).containsExactly(new Hit(CASE, "lead", "enquiry", 1));
    }

    @Test
    void takesNoPartOfAWordForAName() {
        contact(THANDI, "abc-motors", null, null, 1);
        lead(THANDI, "Thandiwe Drive 7");

        assertThat(search()).isEmpty();
    }

    /** Nobody could take the organisation or the state out of the row: the case would never close. */
    @Test
    void takesNoWordThatStaysInTheRecordForAName() {
        contact(THANDI, "abc-motors", null, null, 1);
        lead(THANDI, null);
        sql.sql("update contact set state = 'DE_IDENTIFIED'").update();
        sql.sql("update lead set status = 'WON'").update();

        for (var name : List.of("Abc", "Motors", "O", "R", "De", "Identified", "Individual", "Won")) {
            assertThat(search.search(List.of(called(name)))).as(name).isEmpty();
        }

        sql.sql("update lead set enquiry = 'Abc asks'").update();
        sql.sql("update contact set notes = 'Mr. O rang'").update();
        assertThat(search.search(List.of(called("Abc")))).containsExactly(new Hit(CASE, "lead", "enquiry", 1));
        assertThat(search.search(List.of(called("O")))).containsExactly(new Hit(CASE, "contact", "notes", 1));
    }

    @Test
    void leavesAnotherPersonOfTheSameNameAlone() {
        var another = UUID.randomUUID();
        contact(another, "abc-motors", "Thandi", "aisha@example.com", 2);
        lead(another, "Thandi Mokoena asks");
        comment("Thandi Mokoena");

        assertThat(search()).isEmpty();
    }

    @Test
    void leavesTheRecordsOfAnotherOrganisationAlone() {
        var elsewhere = UUID.randomUUID();
        contact(elsewhere, "xyz-motors", "Thandi", EMAIL, 3);
        lead(elsewhere, "call " + MOBILE);
        hold(elsewhere, "lead:" + NUMBER);

        assertThat(search()).isEmpty();
    }

    @Test
    void countsTheLeadsAndHoldsOfItsOwnOrganisation() {
        var twin = UUID.randomUUID();
        contact(twin, "abc-motors", null, EMAIL, 3);
        lead(twin, "call " + MOBILE);
        lead(twin, "call again " + MOBILE);
        hold(twin, "lead:" + NUMBER);

        assertThat(search())
                .containsExactly(
                        new Hit(CASE, "contact", "email", 1),
                        new Hit(CASE, "contact_hold", "item", 1),
                        new Hit(CASE, "lead", "enquiry", 2));
    }

    @Test
    void leavesThoseAloneWhoLawfullyShareTheAddress() {
        var shares = UUID.randomUUID();
        contact(shares, "abc-motors", "Pieter", EMAIL, 3);
        lead(shares, "call " + MOBILE);
        var needles = new Needles(
                CASE,
                NEEDLES.organisation(),
                NEEDLES.addresses(),
                NEEDLES.numbers(),
                NEEDLES.names(),
                NEEDLES.records(),
                List.of(shares));

        assertThat(search.search(List.of(needles))).isEmpty();
        assertThat(search()).hasSize(2);
    }

    /** They are there as somebody who works for the organisation or with it, and nobody could take them out. */
    @Test
    void leavesTheAddressOfACustomerWhoAlsoWorksForTheOrganisation() {
        var elsewhere = UUID.randomUUID();
        contact(elsewhere, "abc-motors", "Pieter", null, 3);
        lead(elsewhere, "wants the blue one");
        sql.sql("update lead set recipient_email = ?").param(EMAIL).update();
        sql.sql("insert into key_contact (organisation, email, name) values ('abc-motors', ?, 'Thandi Mokoena')")
                .param(EMAIL)
                .update();
        sql.sql("update organisation set email = ?, information_officer = ?, phone = ?, whatsapp = ?")
                .params(EMAIL, EMAIL, MOBILE, MOBILE)
                .update();
        system(EMAIL, MOBILE, "Thandi, " + MOBILE);

        assertThat(search()).isEmpty();
    }

    /** Beside those columns the same rows are searched as ever. */
    @Test
    void findsTheSameAddressWhereItSaysNotWhoWorksThere() {
        contact(THANDI, "abc-motors", null, null, 3);
        lead(THANDI, null);
        sql.sql("update lead set recipient_email = ?").param(EMAIL).update();
        sql.sql("update organisation set physical_address = 'ask ' || ?")
                .param(EMAIL)
                .update();
        change(system("desk@example.org", "0100000000", "desk@example.org"), "lookUp", "as " + EMAIL);
        sql.sql("update processing_system set look_up = 'as ' || ?")
                .param(EMAIL)
                .update();

        assertThat(search())
                .extracting(hit -> hit.table() + "." + hit.column())
                .containsExactly(
                        "lead.recipient_email",
                        "organisation.physical_address",
                        "processing_system.look_up",
                        "system_change.after",
                        "system_change.before");
    }

    @Test
    void servesSeveralCasesInOnePass() {
        var other = new Needles(
                new Reference("PI-0000-0000-0000"),
                new OrganisationId("xyz-motors"),
                List.of(Address.parse(EMAIL), Address.parse("fred.basset@somewhere.com")),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        comment(EMAIL);
        comment("fred.basset@somewhere.com");
        contact(UUID.randomUUID(), "xyz-motors", null, EMAIL, 4);

        assertThat(search.search(List.of(NEEDLES, other)))
                .containsExactly(
                        new Hit(other.reference(), "act_hi_comment", "message_", 2),
                        new Hit(other.reference(), "contact", "email", 1),
                        new Hit(CASE, "act_hi_comment", "message_", 1));
    }

    private static Needles called(String name) {
        return new Needles(
                CASE,
                NEEDLES.organisation(),
                NEEDLES.addresses(),
                NEEDLES.numbers(),
                List.of(name),
                NEEDLES.records(),
                List.of());
    }

    private List<Hit> search() {
        return search.search(List.of(NEEDLES));
    }

    private void comment(String text) {
        sql.sql("insert into act_hi_comment (id_, time_, message_) values (?, now(), ?)")
                .params(UUID.randomUUID().toString(), text)
                .update();
    }

    private void contact(UUID id, String organisation, String firstName, String email, long number) {
        sql.sql("insert into contact (id, organisation, number, first_name, email, consent_to_process,"
                        + " consent_to_market, state, pseudonym)"
                        + " values (?, ?, ?, ?, ?, false, false, 'ACTIVE', gen_random_uuid())")
                .param(id)
                .param(organisation)
                .param(number)
                .param(firstName)
                .param(email)
                .update();
    }

    private void lead(UUID contact, String enquiry) {
        sql.sql("insert into lead (id, contact, number, enquiry, status) values (gen_random_uuid(), ?, ?, ?, 'OPEN')")
                .params(contact, System.nanoTime(), enquiry)
                .update();
    }

    /** A system of the register, and how it was written there. */
    private UUID system(String email, String phone, String breachContact) {
        var id = UUID.randomUUID();
        sql.sql("insert into processing_system (id, organisation, reference, kind, name, holds, purpose, contact_name,"
                        + " contact_email, contact_phone, breach_contact, region, transfer_ground, look_up, change,"
                        + " de_identify)"
                        + " values (?, 'abc-motors', 'PI-0000-0000-0001', 'DMS', 'DMS', 'Sales.', 'Sales.', 'Sipho',"
                        + " ?, ?, ?, 'Cape Town', 'IN_SOUTH_AFRICA', 'Look.', 'Change.', 'Remove.')")
                .params(id, email, phone, breachContact)
                .update();
        change(id, "contactEmail", email);
        change(id, "contactPhone", phone);
        change(id, "breachContact", breachContact);
        return id;
    }

    private void change(UUID system, String field, String value) {
        sql.sql("insert into system_change (system, version, field, at, by, before, after)"
                        + " values (?, 1, ?, now(), 'naledi', ?, ?)")
                .params(system, field, value, value)
                .update();
    }

    private void hold(UUID contact, String item) {
        sql.sql("insert into contact_hold (contact, item, ground) values (?, ?, 'TAX')")
                .params(contact, item)
                .update();
    }

    private void asOwner(String statement) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword());
                var made = connection.createStatement()) {
            made.execute(statement);
        }
    }
}
