package org.pidesk.signin;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.pidesk.kernel.Reference;
import org.springframework.stereotype.Component;

/** The steps of {@code processes/signInAlert.bpmn}, each named like its task, and the answer to its gateway. */
@Component
public class SignInAlert {
    private final SignInAlerts alerts;
    private final SupportAnswers answers;
    private final Safety safety;

    SignInAlert(SignInAlerts alerts, SupportAnswers answers, Safety safety) {
        this.alerts = alerts;
        this.answers = answers;
        this.safety = safety;
    }

    public void warnUser(String reference) {
        alerts.warnUser(new Reference(reference));
    }

    public boolean mayThePasswordBeKnown(String reference) {
        return answers.saysKnown(new Reference(reference));
    }

    public void endAllSessions(String reference) {
        safety.endAllSessions(user(reference));
    }

    public void requireNewPassword(String reference) {
        safety.requireNewPassword(user(reference));
    }

    public void tellUserOfNewPassword(String reference) {
        alerts.tellOfNewPassword(new Reference(reference));
    }

    public void callSupport(String reference) {
        safety.callSupport("Investigate sign-in attempts");
    }

    public String support(DelegateExecution execution) {
        return Safety.SUPPORT;
    }

    public Date investigateLateAt(String reference) {
        return safety.lateAt();
    }

    private String user(String reference) {
        return alerts.get(new Reference(reference)).username();
    }
}
