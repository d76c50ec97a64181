/** Carries a person's request through its process, from receipt to the written answer. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "activity",
            "engine",
            "task",
            "organisation",
            "contact",
            "suppression",
            "sla",
            "staff",
            "vault",
            "notice",
            "identity",
            "operator"
        })
package org.pidesk.request;

import org.springframework.modulith.ApplicationModule;
