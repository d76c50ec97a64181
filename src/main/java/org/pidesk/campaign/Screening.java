package org.pidesk.campaign;

import java.util.List;
import java.util.stream.Collectors;
import org.pidesk.campaign.Recipients.Listed;
import org.pidesk.campaign.Recipients.Verdict;
import org.springframework.stereotype.Component;

/**
 * Finds out who of a list may be asked. A few thousand people are looked at at once, so that memory stays flat whatever the
 * list has. Nothing of what the black lists hold is written down: the verdict is.
 */
@Component
class Screening {
    private static final int BATCH = 5_000;

    private final Recipients recipients;
    private final AskGate gate;

    Screening(Recipients recipients, AskGate gate) {
        this.recipients = recipients;
        this.gate = gate;
    }

    void screen(Campaign campaign) {
        recipients.leaveOutMinors(campaign.reference());
        recipients.leaveOutDuplicates(campaign.reference());
        var batch = recipients.listed(campaign.reference(), 0, BATCH);
        while (!batch.isEmpty()) {
            recipients.judge(campaign.reference(), verdicts(campaign, batch));
            var last = batch.get(batch.size() - 1).line();
            batch = recipients.listed(campaign.reference(), last, BATCH);
        }
    }

    private List<Verdict> verdicts(Campaign campaign, List<Listed> batch) {
        var findings = gate.screen(campaign, batch.stream().collect(Collectors.toMap(Listed::line, Listed::person)));
        return batch.stream()
                .map(listed -> findings.get(listed.line()).verdict(listed.line()))
                .toList();
    }
}
