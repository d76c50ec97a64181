package org.pidesk.request.process;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.pidesk.engine.CaseModels;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.NoticeSettled;
import org.pidesk.notice.Notices;
import org.pidesk.request.AlterationForgotten;
import org.pidesk.request.DeIdentifications;
import org.pidesk.request.LeftOutIsBack;
import org.pidesk.request.PersonAskedToo;
import org.pidesk.request.RequestCancelled;
import org.pidesk.request.RequestClosed;
import org.pidesk.request.RequestReceived;
import org.pidesk.request.RequestType;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts a case's process, and tells it what happened outside of it, in the transaction in which it happened. */
@Component
class CaseProcesses implements CaseModels {
    /** All that a process knows of its case when it starts. */
    private static final String REFERENCE = "reference";

    private static final Map<RequestType, String> PROCESSES = Map.of(
            RequestType.LOOK_UP, "lookupNotFound",
            RequestType.ALTERATION, "alterInformation",
            RequestType.WITHDRAWAL, "withdrawConsent",
            RequestType.DE_IDENTIFICATION, "deIdentify");

    /** By which a process begins with the systems that its case has left out. */
    private static final Map<String, String> SYSTEM_IS_BACK = Map.of(
            "alterInformation", "message_systemToAlterIsBack",
            "withdrawConsent", "message_systemToStopMarketingIsBack",
            "deIdentify", "message_systemToDeIdentifyIsBack");

    private static final String OTHERS_ANSWERED = "message_otherRequestsAnswered";

    private final RuntimeService engine;
    private final DeIdentifications deIdentifications;
    private final Notices notices;

    CaseProcesses(RuntimeService engine, DeIdentifications deIdentifications, Notices notices) {
        this.engine = engine;
        this.deIdentifications = deIdentifications;
        this.notices = notices;
    }

    @Override
    public Set<String> keys() {
        return Set.copyOf(PROCESSES.values());
    }

    @EventListener
    void on(RequestReceived received) {
        var reference = received.reference().value();
        engine.startProcessInstanceByKey(PROCESSES.get(received.type()), reference, Map.of(REFERENCE, reference));
    }

    @EventListener
    void on(RequestCancelled cancelled) {
        tell(cancelled.reference(), "message_cancelled");
    }

    @EventListener
    void on(PersonAskedToo left) {
        tell(left.reference(), "message_personAskedToo");
    }

    /** The last of the written answers is what a case waits for. */
    @EventListener
    void on(NoticeSettled settled) {
        if (settled.kind().isWaitedFor() && notices.settled(settled.reference(), settled.kind())) {
            tell(settled.reference(), "message_confirmationSettled");
        }
    }

    /** A de-identification waits while the person's other requests are open. */
    @EventListener
    void on(RequestClosed closed) {
        waitingFor(OTHERS_ANSWERED)
                .filter(waiting -> deIdentifications.isFreeToGoOn(waiting, closed.reference()))
                .forEach(waiting -> tell(waiting, OTHERS_ANSWERED));
    }

    @EventListener
    void on(LeftOutIsBack back) {
        var reference = back.reference().value();
        if (!isUnderWay(reference)
                && back.after().stream().map(Reference::value).noneMatch(this::isUnderWay)) {
            engine.startProcessInstanceByMessage(
                    SYSTEM_IS_BACK.get(processOf(back)), reference, Map.of(REFERENCE, reference));
        }
    }

    private static String processOf(LeftOutIsBack back) {
        return back.type().removes() && !back.removesNothing() ? "deIdentify" : PROCESSES.get(back.type());
    }

    private boolean isUnderWay(String reference) {
        return engine.createProcessInstanceQuery()
                        .processInstanceBusinessKey(reference)
                        .count()
                > 0;
    }

    /** Nobody has to make these changes anywhere any more. */
    @EventListener
    void on(AlterationForgotten forgotten) {
        engine.createProcessInstanceQuery()
                .processInstanceBusinessKey(forgotten.reference().value())
                .list()
                .forEach(process -> engine.deleteProcessInstance(process.getId(), "The record is de-identified."));
    }

    private Stream<Reference> waitingFor(String message) {
        return engine.createExecutionQuery().messageEventSubscriptionName(message).list().stream()
                .flatMap(waiting ->
                        engine
                                .createProcessInstanceQuery()
                                .processInstanceId(waiting.getProcessInstanceId())
                                .list()
                                .stream())
                .map(ProcessInstance::getBusinessKey)
                // each in its turn, and everybody in the same order
                .sorted()
                .map(Reference::new);
    }

    private void tell(Reference reference, String message) {
        var waiting = engine.createExecutionQuery()
                .messageEventSubscriptionName(message)
                .processInstanceBusinessKey(reference.value())
                .list();
        for (var execution : waiting) {
            engine.messageEventReceived(message, execution.getId());
        }
    }
}
