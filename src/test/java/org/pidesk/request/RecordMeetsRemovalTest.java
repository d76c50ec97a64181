package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.MALLORY;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.engine.AnswerRefused;
import org.pidesk.identity.Proof;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Staff make a record of somebody who looked, at the moment in which that person asks to be removed. */
@PiDeskTest
class RecordMeetsRemovalTest {
    @Autowired
    Stage stage;

    @Autowired
    DeIdentifications deIdentifications;

    @Autowired
    Contacts contacts;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transaction;

    private ProcessInstance lookUp;
    private Proof proof;

    @BeforeEach
    void somebodyWasFoundElsewhere() {
        lookUp = stage.lookUp(MALLORY);
        stage.lookIn(stage.tasks(lookUp, "userTask_lookInSystem").get(0), "FOUND");
        stage.lookInAll(lookUp, "NOT_FOUND");
        proof = stage.proofOf(MALLORY);
    }

    @Test
    void removesTheRecordThatWasMadeFirst() {
        meet(this::makeARecord, this::askForRemoval).join();

        assertThat(contacts.heldAt(ABC_MOTORS, MALLORY))
                .extracting(Contact::state)
                .containsExactly(Contact.State.RESTRICTED);
    }

    @Test
    void makesNoRecordWhereThePersonAskedFirst() {
        var record = meet(this::askForRemoval, this::makeARecord);

        assertThatThrownBy(record::join).hasCauseInstanceOf(AnswerRefused.class);
        assertThat(contacts.heldAt(ABC_MOTORS, MALLORY)).isEmpty();
    }

    private void makeARecord() {
        stage.contact(
                lookUp,
                Map.of(
                        "outcome", "NOT_REACHED",
                        "evidence", "Phoned on Monday and on Wednesday, nobody answered.",
                        "record", "CREATE",
                        "firstName", "Mallory",
                        "email", MALLORY.value()));
    }

    private void askForRemoval() {
        deIdentifications.receive(proof, "test");
    }

    private CompletableFuture<Void> meet(Runnable first, Runnable second) {
        return transaction.execute(open -> {
            first.run();
            var meanwhile = CompletableFuture.runAsync(second);
            await().until(() -> meanwhile.isDone() || somebodyWaits());
            return meanwhile;
        });
    }

    private boolean somebodyWaits() {
        return database.sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }
}
