package org.pidesk.signin;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes what no longer counts. */
@Component
class ForgetOldAttempts {
    private final AttemptCounts counts;
    private final NetworkLimits limits;
    private final MailedCodes codes;
    private final Devices devices;
    private final DeviceVerifications verifications;
    private final SignInAlerts alerts;
    private final SupportAnswers answers;

    ForgetOldAttempts(
            AttemptCounts counts,
            NetworkLimits limits,
            MailedCodes codes,
            Devices devices,
            DeviceVerifications verifications,
            SignInAlerts alerts,
            SupportAnswers answers) {
        this.counts = counts;
        this.limits = limits;
        this.codes = codes;
        this.devices = devices;
        this.verifications = verifications;
        this.alerts = alerts;
        this.answers = answers;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    public void run() {
        counts.forgetOld();
        limits.forgetOld();
        codes.forgetOld();
        devices.forgetIdle();
        verifications.forgetOld();
        alerts.forgetOld();
        answers.forgetOld();
    }
}
