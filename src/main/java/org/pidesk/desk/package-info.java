/** Serves what the Tasklist forms show and records what staff answer. */
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
            "consent",
            "notice",
            "identity",
            "signin",
            "operator",
            "campaign",
            "request",
            "web"
        })
package org.pidesk.desk;

import org.springframework.modulith.ApplicationModule;
