package org.pidesk.request;

import java.util.List;
import java.util.UUID;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Answer;
import org.pidesk.operator.Operators;
import org.pidesk.operator.Outcome;
import org.pidesk.operator.ProcessingSystem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The systems that a case asks: the DMS and each operator. */
@Component
@Transactional
public class CaseSystems {
    private final RequestRepository requests;
    private final Operators operators;

    CaseSystems(RequestRepository requests, Operators operators) {
        this.requests = requests;
        this.operators = operators;
    }

    /** Those that stand in the register now, the DMS first; asked again, the same ones. */
    public List<UUID> toAsk(Reference reference) {
        var organisation = requests.get(reference).organisation();
        return operators.ask(reference, organisation).stream()
                .map(ProcessingSystem::id)
                .toList();
    }

    /** Whether one that was asked has not answered. */
    @Transactional(readOnly = true)
    public boolean oneIsSilent(Reference reference) {
        return !operators.silent(reference).isEmpty();
    }

    @Transactional(readOnly = true)
    public String nameOf(UUID system) {
        return operators.get(system).name();
    }

    /** What a system answered; null when it has not, or is asked again. */
    @Transactional(readOnly = true)
    public Outcome answerOf(Reference reference, UUID system) {
        return operators.answer(reference, system).map(Answer::outcome).orElse(null);
    }
}
