package org.pidesk.bench;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
import org.pidesk.sandbox.SamplePeople;
import org.springframework.context.ApplicationContext;

/** The whole product: records, drafts, answers, black lists, vault, notices by SMTP, and the search at the end. */
final class Product implements Contestant {
    private static final int PATIENCE = 100;
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
    public void prepare(Play play, int cases) {
        people.clear();
        for (int i = 0; i < cases; i++) {
            var address = EmailAddress.parse("person" + ++born + "@example.com");
            if (play.onRecord()) {
                putOnRecord(address);
            }
            people.add(address);
        }
    }

    private void putOnRecord(EmailAddress address) {
        var contacts = product.getBean(Contacts.class);
        var person = contacts.add(new Contact(SamplePeople.ABC_MOTORS, "Person", "Number" + born, "Walked in")
                .reachedAt(address)
                .reachedAt(MobileNumber.parse(String.format("0825%06d", born))));
        contacts.add(new Lead(person, "A car", "Called once.", LocalDate.of(2026, 10, 3)));
    }

    @Override
    public void carryThrough(Play play, int cases) {
        ask(play);
        finish(play);
    }

    /** Leaves one de-identification where staff are asked what must stay. @return its process instance */
    String leaveOneOpen() {
        prepare(Play.DE_IDENTIFICATION, 1);
        ask(Play.DE_IDENTIFICATION);
        Crew.each(spectator.dueJobs(clock.instant()), product.getBean(ManagementService.class)::executeJob);
        return spectator.column("select proc_inst_id_ from act_ru_task").get(0);
    }

    private void ask(Play play) {
        Crew.each(
                people,
                address -> play.ask().accept(product, new Proof(SamplePeople.ABC_MOTORS, address, clock.instant())));
    }

    void finish(Play play) {
        for (int turn = 0; !isOver(); turn++) {
            if (turn == PATIENCE) {
                throw new IllegalStateException(
                        "Stuck at "
                                + spectator.column(
                                        "select distinct act_id_ from act_ru_execution where act_id_ is not null")
                                + spectator.column(
                                        "select distinct handler_type_ || ' ' || coalesce(exception_msg_, '') from act_ru_job"));
            }
            if (!work(play)) {
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
    private boolean work(Play play) {
        product.getBean(Sender.class).sendDue();
        var due = spectator.dueJobs(clock.instant());
        Crew.each(due, product.getBean(ManagementService.class)::executeJob);
        var answered = play.answers().stream().mapToInt(this::give).sum();
        return !due.isEmpty() || answered > 0;
    }

    /** The tasks of one case by one hand, as one person would. */
    private int give(Play.Answer answer) {
        var answering = product.getBean(Answering.class);
        var cases = spectator.column("select string_agg(id_, ' ') from act_ru_task where task_def_key_ = '"
                + answer.task() + "' and " + Crowd.NOT_IN_IT + " group by proc_inst_id_");
        Crew.each(
                cases,
                tasks -> Crew.eachWord(tasks, id -> {
                    var open = new TaskEntity(id);
                    open.setTenantId(SamplePeople.ABC_MOTORS.value());
                    answering.answer(open, answer.by(), answer.role(), answer.words());
                }));
        return cases.size();
    }
}
