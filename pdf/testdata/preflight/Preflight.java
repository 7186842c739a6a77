import java.io.File;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.exception.SyntaxValidationException;
import org.apache.pdfbox.preflight.parser.PreflightParser;

/** Checks files against PDF/A-1b and names every fault; the exit status is 1 when there is one. */
public class Preflight {
    public static void main(String[] args) throws Exception {
        boolean valid = true;
        for (String name : args) {
            ValidationResult result = check(new File(name));
            System.out.println(name + ": " + (result.isValid() ? "valid PDF/A-1b" : "NOT valid"));
            for (ValidationResult.ValidationError error : result.getErrorsList()) {
                System.out.println("  " + error.getErrorCode() + " " + error.getDetails() + " page " + error.getPageNumber());
            }
            valid &= result.isValid();
        }
        System.exit(valid ? 0 : 1);
    }

    static ValidationResult check(File file) throws Exception {
        try {
            PreflightParser parser = new PreflightParser(file);
            parser.parse();
            try (PreflightDocument document = parser.getPreflightDocument()) {
                document.validate();
                return document.getResult();
            }
        } catch (SyntaxValidationException e) {
            return e.getResult();
        }
    }
}
