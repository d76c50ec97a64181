package org.pidesk.engine;

import static org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory.POSTGRES;
import static org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory.databaseSpecificLimitBetweenAcquisitionStatements;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/**
 * Hands out steps of processes, but gives up one that ends each node that begins it. Camunda counts what a step throws, and
 * not that its node has died of it: it would hand it out whenever the hold of the last one is over, for ever.
 *
 * <p>A step that is done is gone, and one that has failed or is given back has no owner. What still names one when its hold
 * is over was cut short. The engine's statement brings this name along, so that nothing is asked or written besides where
 * there is none, which is nearly always. This node's own name does not count: it lives.
 */
final class AcquireSteps extends AcquireJobsCmd {
    static final String WHY =
            "This step was cut short " + StepsCutShort.MOST + " times in a row, because the node that ran it"
                    + " ended each time. It is not tried again by itself. If the nodes were not stopped, the step ends them:"
                    + " look why before you try it again.";

    /** How long one waits that must not be under way with another. */
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private final JobExecutor node;
    private final StepsCutShort cutShort;
    private final List<String> notHandedOut = new ArrayList<>();

    AcquireSteps(JobExecutor node, int most, StepsCutShort cutShort) {
        super(node, most);
        this.node = node;
        this.cutShort = cutShort;
    }

    /**
     * Has the engine ask for the owner of each step that it could hand out, before it reads its statements. There is a gap
     * behind their columns, which other databases use to limit their number.
     */
    static void askForTheOwner() {
        databaseSpecificLimitBetweenAcquisitionStatements.put(POSTGRES, ", RES.LOCK_OWNER_ as lockOwner");
    }

    @Override
    public AcquiredJobs execute(CommandContext context) {
        notHandedOut.clear();
        var acquired = super.execute(context);
        notHandedOut.forEach(acquired::removeJobId);
        return acquired;
    }

    @Override
    protected void lockJob(AcquirableJobEntity step) {
        var owner = step.getLockOwner();
        if (owner == null || owner.equals(node.getLockOwner())) {
            super.lockJob(step);
            return;
        }
        var hold = Duration.ofMillis(node.getLockTimeInMillis());
        switch (cutShort.next(step.getId(), step.getRevision(), hold)) {
            case IS_HANDED_OUT -> super.lockJob(step);
            case WAITS_FOR_ANOTHER -> leave(step);
            case IS_GIVEN_UP -> giveUp(step);
            case BELONGS_TO_ANOTHER_NODE -> notHandedOut.add(step.getId());
        }
    }

    /** As if somebody held it: it comes by again, and leaves room meanwhile for those that may be handed out. */
    private void leave(AcquirableJobEntity step) {
        step.setLockExpirationTime(new Date(ClockUtil.getCurrentTime().getTime() + A_WHILE.toMillis()));
        notHandedOut.add(step.getId());
    }

    /** As the engine gives up one that has failed too often: with an incident, and for somebody to try it again. */
    private void giveUp(AcquirableJobEntity step) {
        var context = Context.getCommandContext();
        // the engine keeps no row twice: this one is read again, whole
        context.getDbEntityManager().getDbEntityCache().remove(step);
        var job = context.getJobManager().findJobById(step.getId());
        job.unlock();
        job.setExceptionMessage(WHY);
        // of an error before there may be another
        job.setExceptionStacktrace(WHY);
        job.setRetries(0);
        notHandedOut.add(step.getId());
    }
}
