package org.pidesk.bench;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Lead;
import org.pidesk.desk.Answering;
import org.pidesk.identity.Proof;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.MovableClock;
import org.pidesk.notice.Sender;
import org.pidesk.request.DeIdentifications;
import org.pidesk.request.Withdrawals;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.staff.Role;
import org.springframework.context.ApplicationContext;

/** The whole product: records, drafts, answers, black lists, vault, notices by SMTP, and the search at the end. */
final class Product implements Contestant {
    private static final int PATIENCE = 100;
    private static final Map<String, Object> NOTHING_HOLDS =
            Map.of("decision", "NOTHING_HOLDS", "reason", "No deal, no dispute, no record by law.");
    private static final Map<String, Object> RELEASED =
            Map.of("verdict", "RELEASE", "reason", "Looked at the record and its deals.");
    private static final Map<String, Object> DONE =
            Map.of("outcome", "DONE", "evidence", "Ticket 4711, closed this morning.");

    private final ApplicationContext product;
    private final Spectator spectator;
    private final MovableClock clock;
    private final List<EmailAddress> people = new ArrayList<>();
    private int born;

    Product(ApplicationContext product, Spectator spectator) {
        this.product = product;
        this.spectator = spectator;
        this.clock = product.getBean(MovableClock.class);
        product.getBean(SamplePeople.class).moveIn();
    }

    @Override
    public String name() {
        return "product";
    }

    @Override
    public String database() {
        return "pidesk";
    }

    @Override
    public void prepare(int cases) {
        var contacts = product.getBean(Contacts.class);
        people.clear();
        for (int i = 0; i < cases; i++) {
            var address = EmailAddress.parse("person" + ++born + "@example.com");
            var person = contacts.add(new Contact(SamplePeople.ABC_MOTORS, "Person", "Number" + born, "Walked in")
                    .reachedAt(address)
                    .reachedAt(MobileNumber.parse(String.format("0825%06d", born))));
            contacts.add(new Lead(person, "A car", "Called once.", LocalDate.of(2026, 10, 3)));
            people.add(address);
        }
    }

    @Override
    public void carryThrough(int cases) {
        withdraw();
        finish();
    }

    /** Leaves one de-identification where staff are asked what must stay. @return its process instance */
    String leaveOneOpen() {
        prepare(1);
        product.getBean(DeIdentifications.class)
                .receive(new Proof(SamplePeople.ABC_MOTORS, people.get(0), clock.instant()), "benchmark");
        Crew.each(spectator.dueJobs(clock.instant()), product.getBean(ManagementService.class)::executeJob);
        return spectator.column("select proc_inst_id_ from act_ru_task").get(0);
    }

    private void withdraw() {
        var withdrawals = product.getBean(Withdrawals.class);
        Crew.each(
                people,
                address ->
                        withdrawals.receive(new Proof(SamplePeople.ABC_MOTORS, address, clock.instant()), "benchmark"));
    }

    void finish() {
        for (int turn = 0; !isOver(); turn++) {
            if (turn == PATIENCE) {
                throw new IllegalStateException(
                        "Stuck: "
                                + spectator.column(
                                        "select distinct handler_type_ || ' ' || coalesce(exception_msg_, '') from act_ru_job"));
            }
            if (!work()) {
                clock.advance(Duration.ofHours(25));
            }
        }
    }

    private boolean isOver() {
        return spectator
                .column("select 1 from act_ru_execution where " + Crowd.NOT_IN_IT + " limit 1")
                .isEmpty();
    }

    /** @return whether anything could be done without waiting */
    private boolean work() {
        product.getBean(Sender.class).sendDue();
        var due = spectator.dueJobs(clock.instant());
        Crew.each(due, product.getBean(ManagementService.class)::executeJob);
        var answered = answer("userTask_decideWhatMustStay", "naledi", Role.DEALERSHIP_STAFF, NOTHING_HOLDS)
                + answer("userTask_releaseDeIdentification", "johan", Role.COMPLIANCE_MANAGER, RELEASED)
                + answer("userTask_deIdentifyAtSystem", "naledi", Role.DEALERSHIP_STAFF, DONE);
        return !due.isEmpty() || answered > 0;
    }

    /** The tasks of one case by one hand, as one person would. */
    private int answer(String task, String by, Role role, Map<String, Object> answer) {
        var answering = product.getBean(Answering.class);
        var cases = spectator.column("select string_agg(id_, ' ') from act_ru_task where task_def_key_ = '" + task
                + "' and " + Crowd.NOT_IN_IT + " group by proc_inst_id_");
        Crew.each(
                cases,
                tasks -> Crew.eachWord(tasks, id -> {
                    var open = new TaskEntity(id);
                    open.setTenantId(SamplePeople.ABC_MOTORS.value());
                    answering.answer(open, by, role, answer);
                }));
        return cases.size();
    }
}
