package org.pidesk.engine;

import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;

/**
 * A task cannot be completed so. Of all exceptions only this kind is answered with 400 and its own sentence by both of
 * the web API's ways to complete a task; everything else becomes a 500.
 */
public class AnswerRefused extends FormFieldValidationException {

    /** @param sentence for whoever completes the task; nothing personal */
    public AnswerRefused(String sentence) {
        super(null, sentence);
    }
}
