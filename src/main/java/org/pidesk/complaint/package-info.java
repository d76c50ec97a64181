/** Carries a complaint of our own messages to a person who looks into it, and ends all marketing to who complains. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "activity",
            "engine",
            "task",
            "organisation",
            "contact",
            "sla",
            "staff",
            "vault",
            "notice"
        })
package org.pidesk.complaint;

import org.springframework.modulith.ApplicationModule;
