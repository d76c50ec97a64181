package org.pidesk.request;

import java.util.UUID;
import org.pidesk.operator.Operators;
import org.springframework.stereotype.Component;

/** What is written to the person when the systems have answered a removal, or the withdrawal that is left of one. */
@Component
class SystemLetters {
    private final Operators operators;
    private final DeIdentifications deIdentifications;
    private final MarketingStops marketingStops;

    SystemLetters(Operators operators, DeIdentifications deIdentifications, MarketingStops marketingStops) {
        this.operators = operators;
        this.deIdentifications = deIdentifications;
        this.marketingStops = marketingStops;
    }

    /** Who did not ask is told nothing; while a system is asked again, nobody is. */
    void write(Request request, UUID system) {
        if (!request.askedByThePerson()
                || operators.answer(request.reference(), system).isEmpty()) {
            return;
        }
        if (request.removesNothing()) {
            marketingStops.confirmToPerson(request.reference());
        } else {
            deIdentifications.confirmToPerson(request.reference());
        }
    }
}
