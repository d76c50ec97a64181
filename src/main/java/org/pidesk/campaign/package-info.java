/** Asks people once whether they may be written to, and writes to many at a time, only to those who agreed. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "activity",
            "engine",
            "task",
            "organisation",
            "contact",
            "consent",
            "suppression",
            "sla",
            "staff",
            "vault",
            "notice",
            "watch"
        })
package org.pidesk.campaign;

import org.springframework.modulith.ApplicationModule;
