/** Signs staff in, once for our pages and Camunda's, and closes every other door. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "web",
            "geo",
            "activity",
            "engine",
            "task",
            "organisation",
            "staff",
            "notice",
            "watch"
        })
package org.pidesk.signin;

import org.springframework.modulith.ApplicationModule;
