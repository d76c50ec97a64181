package org.pidesk.campaign.process;

import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.pidesk.campaign.CampaignDrafts;
import org.pidesk.campaign.CampaignPaused;
import org.pidesk.campaign.CampaignRefused;
import org.pidesk.campaign.OptIns;
import org.pidesk.engine.AnswerRefused;
import org.pidesk.engine.CaseModels;
import org.pidesk.engine.CaseTenants;
import org.pidesk.engine.StartGate;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Stands between a campaign and its process: whose it is, whether it may begin, and that it has come to rest. */
@Component
class CampaignProcesses implements CaseModels, CaseTenants, StartGate {
    private static final String PROCESS = "optInCampaign";
    private static final String RESTS = "message_campaignRests";

    private final OptIns campaigns;
    private final CampaignDrafts drafts;
    private final RuntimeService engine;

    CampaignProcesses(OptIns campaigns, CampaignDrafts drafts, RuntimeService engine) {
        this.campaigns = campaigns;
        this.drafts = drafts;
        this.engine = engine;
    }

    @Override
    public Set<String> keys() {
        return Set.of(PROCESS);
    }

    @Override
    public Set<String> begunByStaff() {
        return keys();
    }

    @Override
    public Optional<String> tenantOf(String reference) {
        try {
            return campaigns.organisationOf(new Reference(reference)).map(OrganisationId::value);
        } catch (IllegalArgumentException notAReference) {
            return Optional.empty();
        }
    }

    @Override
    public String process() {
        return PROCESS;
    }

    /** The draft begins in the transaction in which its process does. */
    @Override
    public void beforeStart(String reference, String startedBy) {
        try {
            drafts.begin(new Reference(reference), startedBy);
        } catch (CampaignRefused notNow) {
            throw new AnswerRefused(notNow.getMessage());
        }
    }

    /** Where the process waits for its next wave, it learns of it at once. */
    @EventListener
    void on(CampaignPaused paused) {
        engine.createExecutionQuery()
                .messageEventSubscriptionName(RESTS)
                .processInstanceBusinessKey(paused.campaign().value())
                .list()
                .forEach(waiting -> engine.messageEventReceived(RESTS, waiting.getId()));
    }
}
