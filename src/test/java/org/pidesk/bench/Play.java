package org.pidesk.bench;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.pidesk.contact.Field;
import org.pidesk.identity.Proof;
import org.pidesk.request.AlterationAsked;
import org.pidesk.request.Alterations;
import org.pidesk.request.DeIdentifications;
import org.pidesk.request.LookUps;
import org.pidesk.request.Withdrawals;
import org.pidesk.staff.Role;
import org.springframework.context.ApplicationContext;

/**
 * How a case of one process usually goes: who asks what, and who answers.
 *
 * @param onRecord whether the one who asks is on record
 * @param ask what a person does who has proven an address
 */
record Play(String process, boolean onRecord, BiConsumer<ApplicationContext, Proof> ask, List<Answer> answers) {
    private static final String WORDING = "benchmark";
    private static final String EVIDENCE = "Ticket 4711, closed this morning.";

    /** What one member of staff answers to every task of this name. */
    record Answer(String task, String by, Role role, Map<String, Object> words) {

        static Answer ofStaff(String task, Map<String, Object> words) {
            return new Answer(task, "naledi", Role.DEALERSHIP_STAFF, words);
        }

        static Answer ofComplianceManager(String task, Map<String, Object> words) {
            return new Answer(task, "johan", Role.COMPLIANCE_MANAGER, words);
        }
    }

    private static final List<Answer> REMOVAL = List.of(
            Answer.ofStaff(
                    "userTask_decideWhatMustStay",
                    Map.of("decision", "NOTHING_HOLDS", "reason", "No deal, no dispute, no record by law.")),
            Answer.ofComplianceManager(
                    "userTask_releaseDeIdentification",
                    Map.of("verdict", "RELEASE", "reason", "Looked at the record and its deals.")),
            Answer.ofStaff("userTask_deIdentifyAtSystem", Map.of("outcome", "DONE", "evidence", EVIDENCE)));

    /** Nobody here knows the person, and no other system does. */
    static final Play LOOK_UP = new Play(
            "lookupNotFound",
            false,
            (product, proof) -> product.getBean(LookUps.class).lookedUp(proof),
            List.of(Answer.ofStaff("userTask_lookInSystem", Map.of("outcome", "NOT_FOUND", "evidence", EVIDENCE))));

    /** A surname is changed here and in every system. */
    static final Play ALTERATION = new Play(
            "alterInformation",
            true,
            (product, proof) -> product.getBean(Alterations.class)
                    .ask(proof, new AlterationAsked(Map.of(Field.SURNAME, "Other"), null), WORDING),
            List.of(Answer.ofStaff(
                    "userTask_makeSameChanges",
                    Map.of(
                            "evidence",
                            EVIDENCE,
                            "fields",
                            List.of(Map.of("field", Field.SURNAME.name(), "outcome", "DONE", "because", ""))))));

    static final Play WITHDRAWAL = new Play(
            "withdrawConsent",
            true,
            (product, proof) -> product.getBean(Withdrawals.class).receive(proof, WORDING),
            REMOVAL);

    static final Play DE_IDENTIFICATION = new Play(
            "deIdentify",
            true,
            (product, proof) -> product.getBean(DeIdentifications.class).receive(proof, WORDING),
            REMOVAL);

    static final List<Play> ALL = List.of(LOOK_UP, ALTERATION, WITHDRAWAL, DE_IDENTIFICATION);
}
