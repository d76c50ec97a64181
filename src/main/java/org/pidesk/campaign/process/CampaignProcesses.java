package org.pidesk.campaign.process;

import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.OptimisticLockingException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Stands between a campaign and its process: whose it is, whether it may begin, and that it has come to rest. */
@Component
class CampaignProcesses implements CaseModels, CaseTenants, StartGate {
    private static final String PROCESS = "optInCampaign";
    private static final String RESTS = "message_campaignRests";
    private static final int TRIES = 4;
    private static final Logger log = LoggerFactory.getLogger(CampaignProcesses.class);

    private final OptIns campaigns;
    private final CampaignDrafts drafts;
    private final RuntimeService engine;
    private final TransactionTemplate transaction;

    CampaignProcesses(
            OptIns campaigns, CampaignDrafts drafts, RuntimeService engine, PlatformTransactionManager transactions) {
        this.campaigns = campaigns;
        this.drafts = drafts;
        this.engine = engine;
        this.transaction = new TransactionTemplate(
                transactions, new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
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

    /**
     * Where the process waits for its next wave, it learns of it at once. After the pause stands, and apart from it: a
     * process that moves in the same moment keeps nobody from pausing, and finds out by itself at its next step.
     */
    @TransactionalEventListener(fallbackExecution = true)
    void on(CampaignPaused paused) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            try {
                transaction.executeWithoutResult(status -> tellThatItRests(paused.campaign()));
                return;
            } catch (OptimisticLockingException itMoves) {
                log.debug("{} moved while it was brought to rest", paused.campaign());
            }
        }
    }

    private void tellThatItRests(Reference campaign) {
        engine.createExecutionQuery()
                .messageEventSubscriptionName(RESTS)
                .processInstanceBusinessKey(campaign.value())
                .list()
                .forEach(waiting -> engine.messageEventReceived(RESTS, waiting.getId()));
    }
}
