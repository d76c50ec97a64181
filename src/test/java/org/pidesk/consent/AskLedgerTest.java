package org.pidesk.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.PIETER;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.pidesk.sandbox.SamplePeople.THANDI;
import static org.pidesk.sandbox.SamplePeople.THANDIS_ID_NUMBER;
import static org.pidesk.sandbox.SamplePeople.THANDIS_MOBILE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.consent.AskLedger.Person;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Address;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Nobody is asked twice, whoever asks and however often. */
@PiDeskTest
class AskLedgerTest {
    private static final int MANY = 25_000;

    @Autowired
    AskLedger ledger;

    @Autowired
    Contacts contacts;

    @Autowired
    SamplePeople people;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient database;

    @BeforeEach
    void everybodyHasMovedIn() {
        people.moveIn();
    }

    @Test
    void letsEachPersonBeAskedOnce() {
        assertThat(ledger.claim(ABC_MOTORS, Map.of("thandi", Person.at(THANDI))))
                .containsExactly("thandi");

        assertThat(ledger.claim(ABC_MOTORS, Map.of("again", Person.at(THANDI)))).isEmpty();
        assertThat(ledger.asked(ABC_MOTORS, Map.of("again", Person.at(THANDI), "fred", Person.at(FRED))))
                .containsExactly("again");
    }

    @Test
    void spendsEverythingThatAPersonIsKnownBy() {
        var record = contacts.heldAt(ABC_MOTORS, THANDI).get(0).id();
        ledger.claim(
                ABC_MOTORS,
                Map.of(
                        "thandi",
                        new Person(
                                List.of(record),
                                List.of(THANDI, THANDIS_MOBILE),
                                List.of(THANDIS_ID_NUMBER),
                                List.of())));

        assertThat(ledger.asked(
                        ABC_MOTORS,
                        Map.of(
                                "by mobile",
                                Person.at(THANDIS_MOBILE),
                                "by number",
                                new Person(List.of(), List.of(PIETER), List.of(THANDIS_ID_NUMBER), List.of()),
                                "by record",
                                new Person(List.of(record), List.of(), List.of(), List.of()),
                                "fred",
                                Person.at(FRED))))
                .containsExactlyInAnyOrder("by mobile", "by number", "by record");
    }

    @Test
    void takesTwoRowsOfOnePersonForOne() {
        var rows = new LinkedHashMap<Integer, Person>();
        rows.put(1, Person.at(Address.parse("Thandi.Nkosi@Example.com")));
        rows.put(2, Person.at(THANDI));
        rows.put(3, Person.at(Address.parse("082 555 0101"), FRED));
        rows.put(4, Person.at(Address.parse("+27 82 555 0101")));

        assertThat(ledger.claim(ABC_MOTORS, rows)).containsExactly(1, 3);
    }

    @Test
    void spendsNothingForACallerThatRollsBack() {
        transaction.executeWithoutResult(status -> {
            ledger.claim(ABC_MOTORS, Map.of("thandi", Person.at(THANDI)));
            status.setRollbackOnly();
        });

        assertThat(ledger.asked(ABC_MOTORS, Map.of("thandi", Person.at(THANDI))))
                .isEmpty();
    }

    @Test
    void isKeptByEachOrganisationForItself() {
        ledger.claim(ABC_MOTORS, Map.of("thandi", Person.at(THANDI)));

        assertThat(ledger.claim(SEA_POINT_CARS, Map.of("thandi", Person.at(THANDI))))
                .containsExactly("thandi");
    }

    @Test
    void remembersWhoWasDeIdentified() {
        var record = contacts.heldAt(ABC_MOTORS, THANDI).get(0).id();
        ledger.claim(ABC_MOTORS, Map.of("thandi", new Person(List.of(record), List.of(THANDI), List.of(), List.of())));

        contacts.deIdentify(record);

        assertThat(ledger.asked(ABC_MOTORS, Map.of("new list", Person.at(THANDI))))
                .containsExactly("new list");
    }

    @Test
    void givesNothingBack() {
        ledger.claim(ABC_MOTORS, Map.of("thandi", Person.at(THANDI)));

        assertThatThrownBy(() -> database.sql("delete from consent_ask").update())
                .isInstanceOf(DataAccessException.class);
    }

    /** An entry says neither who nor when, and none leads to another. */
    @Test
    void holdsHashesAndNothingElse() {
        ledger.claim(ABC_MOTORS, Map.of("thandi", Person.at(THANDI, THANDIS_MOBILE)));

        assertThat(database.sql("select column_name from information_schema.columns"
                                + " where table_name = 'consent_ask' order by column_name")
                        .query(String.class)
                        .list())
                .containsExactly("fingerprint", "organisation");
        assertThat(database.sql("select length(fingerprint) from consent_ask")
                        .query(Integer.class)
                        .list())
                .containsExactly(32, 32);
    }

    @Test
    void givesAPersonWhomTwoCampaignsWantToOneOfThem() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            var wanted = new LinkedHashMap<Integer, Person>();
            for (int i = 0; i < 200; i++) {
                wanted.put(i, Person.at(Address.parse("person" + i + "@example.com")));
            }
            var campaigns = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 4; i++) {
                campaigns.add(() -> ledger.claim(ABC_MOTORS, wanted).size());
            }

            var claimed = 0;
            for (var campaign : threads.invokeAll(campaigns)) {
                claimed += campaign.get();
            }

            assertThat(claimed).isEqualTo(200);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void answersForManyInFewStatements() {
        var many = new LinkedHashMap<Integer, Person>();
        for (int i = 0; i < MANY; i++) {
            many.put(i, Person.at(Address.parse("many" + i + "@example.com")));
        }

        assertThat(ledger.claim(ABC_MOTORS, many)).hasSize(MANY);
        assertThat(ledger.asked(ABC_MOTORS, many)).hasSize(MANY);
    }

    @Test
    void spendsWhatIsBesideAndLooksForNobodyByIt() {
        var shared = Address.parse("noemail@example.com");
        ledger.claim(
                ABC_MOTORS, Map.of("one", new Person(List.of(), List.of(THANDIS_MOBILE), List.of(), List.of(shared))));

        assertThat(ledger.claim(
                        ABC_MOTORS,
                        Map.of("other", new Person(List.of(), List.of(PIETER), List.of(), List.of(shared)))))
                .containsExactly("other");
        assertThat(ledger.asked(ABC_MOTORS, Map.of("shared", Person.at(shared))))
                .containsExactly("shared");
    }
}
