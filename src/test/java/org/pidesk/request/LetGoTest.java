package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.pidesk.request.Stage.reference;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.AISHAS_MOBILE;
import static org.pidesk.sandbox.SamplePeople.OTHER_AISHAS_MOBILE;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.identity.Proof;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** One case lets a record go that it shares, while its person, by another address, begins a case about it. */
@PiDeskTest
class LetGoTest {
    @Autowired
    Stage stage;

    @Autowired
    Requests requests;

    @Autowired
    DeIdentifications deIdentifications;

    @Autowired
    Contacts contacts;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transaction;

    private ProcessInstance shared;
    private Proof sharedProof;
    private Proof othersProof;

    @BeforeEach
    void aCaseAboutTwoRecords() {
        shared = stage.deIdentify(AISHA);
        sharedProof = stage.proofOf(AISHA);
        othersProof = stage.proofOf(OTHER_AISHAS_MOBILE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesItToTheCaseThatBeginsWhenStaffSayWhoseItIs(boolean beginsFirst) {
        var hers = contacts.heldAt(ABC_MOTORS, AISHAS_MOBILE);

        meet(beginsFirst, () -> stage.say(shared, hers));

        assertThat(theOthers()).isEqualTo(Contact.State.RESTRICTED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesItToTheCaseThatBeginsWhenTheFirstIsUndone(boolean beginsFirst) {
        meet(beginsFirst, () -> requests.cancel(sharedProof, reference(shared)));

        assertThat(theOthers()).isEqualTo(Contact.State.RESTRICTED);
        assertThat(stage.record(AISHAS_MOBILE).state()).isEqualTo(Contact.State.ACTIVE);
    }

    private void meet(boolean beginsFirst, Runnable letGo) {
        Runnable begin = () -> deIdentifications.receive(othersProof, "test");
        var deeds = beginsFirst ? List.of(begin, letGo) : List.of(letGo, begin);
        var meanwhile = transaction.execute(open -> {
            deeds.get(0).run();
            var second = CompletableFuture.runAsync(deeds.get(1));
            await().until(() -> second.isDone() || somebodyWaits());
            return second;
        });
        meanwhile.join();
    }

    private Contact.State theOthers() {
        return stage.record(OTHER_AISHAS_MOBILE).state();
    }

    private boolean somebodyWaits() {
        return database.sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }
}
