package org.pidesk.signin;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.pidesk.kernel.Reference;
import org.springframework.stereotype.Component;

/** The steps of {@code processes/deviceVerification.bpmn}, each named like its task. */
@Component
public class DeviceVerification {
    private final DeviceVerifications verifications;
    private final Safety safety;

    DeviceVerification(DeviceVerifications verifications, Safety safety) {
        this.verifications = verifications;
        this.safety = safety;
    }

    public void mailLinkAndCode(String reference) {
        verifications.mail(new Reference(reference));
    }

    public Date expiresAt(String reference) {
        return Date.from(verifications.get(new Reference(reference)).expiresAt());
    }

    public void trustBrowser(String reference) {
        verifications.trust(new Reference(reference));
    }

    public void tellUserOfNewBrowser(String reference) {
        verifications.tellOfNewBrowser(new Reference(reference));
    }

    public void endAllSessions(String reference) {
        safety.endAllSessions(user(reference));
    }

    public void requireNewPassword(String reference) {
        safety.requireNewPassword(user(reference));
    }

    public void callSupport(String reference) {
        safety.callSupport("Look into sign-in by a stranger");
    }

    public String support(DelegateExecution execution) {
        return Safety.SUPPORT;
    }

    public Date lookIntoLateAt(String reference) {
        return safety.lateAt();
    }

    private String user(String reference) {
        return verifications.get(new Reference(reference)).username();
    }
}
